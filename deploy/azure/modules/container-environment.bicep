// Azure Container Apps, for those who run no cluster of their own. The services are not put into it yet (README.md).
param prefix string
param location string
param tags object
param subnetId string
param workspaceName string
param zoneRedundant bool

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = { name: workspaceName }

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${prefix}-containers'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: { customerId: workspace.properties.customerId, sharedKey: workspace.listKeys().primarySharedKey }
    }
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: false }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
    zoneRedundant: zoneRedundant
    // Between the services and the environment's own proxy, too.
    peerAuthentication: { mtls: { enabled: true } }
  }
}

output domain string = environment.properties.defaultDomain
