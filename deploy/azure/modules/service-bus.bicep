// The namespace, everything in it, and who may do what. Nobody has a key: keys are switched off.
import { Receiver, Topology } from 'topology.bicep'

param name string
param location string
param tags object
param sku 'Standard' | 'Premium'
@description('Messaging units of Premium.')
param messagingUnits int
param topology Topology
@description('Identities that send. They may not receive.')
param senders string[]
@description('Identities that also receive, each from its own queues.')
param receivers Receiver[]
@description('The identity that asks for the length of queues. Service Bus tells it only to owners, so it owns these queues and nothing else.')
param scaler string
param scaledQueues string[]
@description('The services make their entities themselves (the rights mode "managed"): they own the namespace. Off: the topology is made here, and sending and receiving is all they may do.')
param managed bool
param workspaceId string

var roles = {
  owner: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '090c5cfd-751d-490a-894a-3ce6f1109419')
  receiver: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0')
  sender: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39')
}
var subscriptions = flatten(map(topology.topics, topic => map(topic.subscriptions, subscription => { topic: topic.name, subscription: subscription })))
var queueReceivers = flatten(map(receivers, receiver => map(receiver.queues, queue => { principal: receiver.principal, queue: queue })))
var everybody = union(senders, map(receivers, receiver => receiver.principal))
var scaled = filter(topology.queues, queue => contains(scaledQueues, queue.name))

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: sku, tier: sku, capacity: sku == 'Premium' ? messagingUnits : null }
  properties: {
    minimumTlsVersion: '1.2'
    disableLocalAuth: true
    zoneRedundant: sku == 'Premium'
  }
}

resource queues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' = [for queue in topology.queues: {
  parent: namespace
  name: queue.name
  properties: {
    lockDuration: queue.?lockDuration ?? 'PT5M'
    maxDeliveryCount: queue.?maxDeliveryCount ?? 10
    defaultMessageTimeToLive: queue.?defaultMessageTimeToLive ?? 'P366D'
    maxSizeInMegabytes: queue.?maxSizeInMegabytes ?? 5120
    maxMessageSizeInKilobytes: sku == 'Premium' ? queue.?maxMessageSizeInKilobytes : null
    deadLetteringOnMessageExpiration: true
  }
}]

resource topics 'Microsoft.ServiceBus/namespaces/topics@2024-01-01' = [for topic in topology.topics: {
  parent: namespace
  name: topic.name
  properties: {
    defaultMessageTimeToLive: topic.?defaultMessageTimeToLive ?? 'P366D'
    maxSizeInMegabytes: topic.?maxSizeInMegabytes ?? 5120
    maxMessageSizeInKilobytes: sku == 'Premium' ? topic.?maxMessageSizeInKilobytes : null
  }
}]

resource topicSubscriptions 'Microsoft.ServiceBus/namespaces/topics/subscriptions@2024-01-01' = [for item in subscriptions: {
  #disable-next-line use-parent-property // The parent is one of a list, and this is another list.
  name: '${namespace.name}/${item.topic}/${item.subscription.name}'
  properties: {
    forwardTo: item.subscription.forwardTo
    lockDuration: item.subscription.?lockDuration ?? 'PT5M'
    maxDeliveryCount: item.subscription.?maxDeliveryCount ?? 10
    defaultMessageTimeToLive: item.subscription.?defaultMessageTimeToLive ?? 'P366D'
    deadLetteringOnMessageExpiration: true
  }
  dependsOn: [topics, queues]
}]

resource mayOwn 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in managed ? everybody : []: {
  name: guid(namespace.id, principal, roles.owner)
  scope: namespace
  properties: { principalId: principal, principalType: 'ServicePrincipal', roleDefinitionId: roles.owner }
}]

resource maySend 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for principal in managed ? [] : everybody: {
  name: guid(namespace.id, principal, roles.sender)
  scope: namespace
  properties: { principalId: principal, principalType: 'ServicePrincipal', roleDefinitionId: roles.sender }
}]

resource receivedQueues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = [for item in queueReceivers: {
  parent: namespace
  name: item.queue
}]

resource mayReceive 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (item, i) in queueReceivers: if (!managed) {
  name: guid(namespace.id, item.queue, item.principal, roles.receiver)
  scope: receivedQueues[i]
  properties: { principalId: item.principal, principalType: 'ServicePrincipal', roleDefinitionId: roles.receiver }
  dependsOn: [queues]
}]

resource watchedQueues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = [for queue in scaled: {
  parent: namespace
  name: queue.name
}]

resource mayWatch 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for (queue, i) in scaled: {
  name: guid(namespace.id, queue.name, scaler, roles.owner)
  scope: watchedQueues[i]
  properties: { principalId: scaler, principalType: 'ServicePrincipal', roleDefinitionId: roles.owner }
  dependsOn: [queues]
}]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'OperationalLogs', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = namespace.id
output name string = namespace.name
output host string = split(split(namespace.properties.serviceBusEndpoint, '/')[2], ':')[0]
