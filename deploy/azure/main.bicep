// Everything that the services need of Azure, in one resource group. README.md has the three commands.
targetScope = 'resourceGroup'

import { Topology } from 'modules/topology.bicep'

@description('In front of every name: 3 to 16 small letters, digits and hyphens. Some names have to be free in all of Azure.')
@minLength(3)
@maxLength(16)
param prefix string
param location string = resourceGroup().location
param tags object = { application: 'integration' }

@description('Topics, subscriptions and queues: topology.json, which the topology verb of a service writes.')
param topology Topology = loadJsonContent('topology.json')
param serviceBusSku 'Standard' | 'Premium' = 'Premium'
@allowed([1, 2, 4, 8, 16])
param messagingUnits int = 1
@description('The services make their topics and queues themselves. Off: topology.json is made, and they may only send and receive.')
param servicesManageTopology bool = false
@description('The queues by whose length workers are scaled (deploy/kubernetes/components/service-bus-scaling).')
param scaledQueues string[] = ['payments', 'attempts', 'gateway-doorbell', 'refund-calls', 'crm', 'crm-changes']
@description('There is a CRM: its service gets rights and a vault, and its queues are made. Off: nothing is sent to queues that nobody empties.')
param withCrm bool = false

param postgresSku string = 'Standard_D4ds_v5'
param postgresStorageGigabytes int = 256
param postgresZoneRedundant bool = true
param postgresGeoRedundantBackup bool = true
@description('The administrator of the server: for people. No service has it, and a repeat may give it another password.')
param postgresLogin string
@secure()
@minLength(24)
param postgresPassword string
@description('The role of the services. No template can make it: README.md has the command.')
param servicesLogin string = 'integration_services'
@secure()
@minLength(24)
param servicesPassword string

@description('The OpenID Connect issuer of the Kubernetes cluster that runs the services; empty: none.')
param clusterIssuer string = ''
param clusterNamespace string = 'integration'
@description('Where KEDA runs: keda when it was installed by its own chart, kube-system for the add-on of AKS.')
param kedaNamespace string = 'keda'
@description('The id of the virtual network of the cluster: it is peered with the one of the database, both ways, and finds its name. Empty: somebody else connects them.')
param clusterNetworkId string = ''
param addressSpace string = '10.40.0.0/20'
param logRetentionDays int = 90
@description('Gigabytes a day; -1: no limit.')
param logDailyLimitGigabytes int = -1
@description('Who is told of an alert: ids of action groups.')
param alertActionGroups string[] = []
param withRedis bool = false
param redisSku string = 'Balanced_B0'
param withContainerEnvironment bool = false

module network 'modules/network.bicep' = {
  params: { prefix: prefix, location: location, tags: tags, addressSpace: addressSpace, clusterNetworkId: clusterNetworkId }
}

module monitoring 'modules/monitoring.bicep' = {
  params: { prefix: prefix, location: location, tags: tags, retentionDays: logRetentionDays, dailyLimitGigabytes: logDailyLimitGigabytes }
}

module alerts 'modules/alerts.bicep' = {
  params: { prefix: prefix, location: location, tags: tags, insightsId: monitoring.outputs.insightsId, actionGroups: alertActionGroups, withCrm: withCrm }
}

module serviceBusAlerts 'modules/service-bus-alerts.bicep' = {
  params: { prefix: prefix, tags: tags, serviceBusId: serviceBus.outputs.id, queues: map(topology.queues, queue => queue.name), actionGroups: alertActionGroups }
}

module identities 'modules/identities.bicep' = {
  params: { prefix: prefix, location: location, tags: tags, clusterIssuer: clusterIssuer, clusterNamespace: clusterNamespace, kedaNamespace: kedaNamespace }
}

// Which queues of the topology are whose.
var crmQueues = ['crm', 'crm-changes', 'crm-forget']
var otherQueues = filter(topology.queues, queue => !contains(crmQueues, queue.name))
var otherTopics = map(topology.topics, topic => union(topic, { subscriptions: filter(topic.subscriptions, subscription => !contains(crmQueues, subscription.forwardTo)) }))

module serviceBus 'modules/service-bus.bicep' = {
  params: {
    name: '${prefix}-bus'
    location: location
    tags: tags
    sku: serviceBusSku
    messagingUnits: messagingUnits
    topology: withCrm ? topology : { topics: otherTopics, queues: otherQueues }
    managed: servicesManageTopology
    senders: [identities.outputs.webhookIngress.principalId]
    receivers: concat(
      [{ principal: identities.outputs.paymentWorker.principalId, queues: map(otherQueues, queue => queue.name) }],
      withCrm ? [{ principal: identities.outputs.crmSync.principalId, queues: crmQueues }] : []
    )
    scaler: identities.outputs.scaler.principalId
    scaledQueues: scaledQueues
    workspaceId: monitoring.outputs.workspaceId
  }
}

module postgres 'modules/postgres.bicep' = {
  params: {
    name: '${prefix}-postgres'
    location: location
    tags: tags
    skuName: postgresSku
    storageGigabytes: postgresStorageGigabytes
    zoneRedundant: postgresZoneRedundant
    geoRedundantBackup: postgresGeoRedundantBackup
    administratorLogin: postgresLogin
    administratorPassword: postgresPassword
    subnetId: network.outputs.postgresSubnetId
    privateDnsZoneId: network.outputs.postgresZoneId
    workspaceId: monitoring.outputs.workspaceId
  }
}

var database = 'Host=${postgres.outputs.host};Database=${postgres.outputs.database};Username=${servicesLogin};Password=${servicesPassword};SSL Mode=VerifyFull'

module workerVault 'modules/key-vault.bicep' = {
  params: {
    name: '${prefix}-worker'
    location: location
    tags: tags
    reader: identities.outputs.paymentWorker.principalId
    secrets: { 'ConnectionStrings--Integration': database }
    workspaceId: monitoring.outputs.workspaceId
  }
}

module ingressVault 'modules/key-vault.bicep' = {
  params: {
    name: '${prefix}-ingress'
    location: location
    tags: tags
    reader: identities.outputs.webhookIngress.principalId
    secrets: { 'ConnectionStrings--Integration': database }
    workspaceId: monitoring.outputs.workspaceId
  }
}

module crmVault 'modules/key-vault.bicep' = if (withCrm) {
  params: {
    name: '${prefix}-crm'
    location: location
    tags: tags
    reader: identities.outputs.crmSync.principalId
    secrets: { 'ConnectionStrings--Integration': database }
    workspaceId: monitoring.outputs.workspaceId
  }
}

module redis 'modules/redis.bicep' = if (withRedis) {
  params: {
    name: '${prefix}-redis'
    location: location
    tags: tags
    skuName: redisSku
    vaults: [workerVault.outputs.name, ingressVault.outputs.name]
  }
}

module containers 'modules/container-environment.bicep' = if (withContainerEnvironment) {
  params: {
    prefix: prefix
    location: location
    tags: tags
    subnetId: network.outputs.containersSubnetId
    workspaceName: monitoring.outputs.workspaceName
    zoneRedundant: postgresZoneRedundant
  }
}

// These names are those of deploy/kubernetes/overlays/prod/environment/azure.yaml: each has its place there.
output tenantId string = tenant().tenantId
output paymentWorkerVault string = workerVault.outputs.name
output webhookIngressVault string = ingressVault.outputs.name
output crmSyncVault string = withCrm ? crmVault!.outputs.name : ''
output serviceBusNamespace string = serviceBus.outputs.name
output serviceBusHost string = serviceBus.outputs.host
output paymentWorkerClientId string = identities.outputs.paymentWorker.clientId
output webhookIngressClientId string = identities.outputs.webhookIngress.clientId
output crmSyncClientId string = identities.outputs.crmSync.clientId
output scalerClientId string = identities.outputs.scaler.clientId
output insightsConnectionString string = monitoring.outputs.insightsConnectionString
