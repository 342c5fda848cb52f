// A virtual network for what must not be reachable from the internet.
param prefix string
param location string
param tags object
@description('At least a /20.')
param addressSpace string
@description('The virtual network of those who use the database; empty: none but this one.')
param clusterNetworkId string

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: '${prefix}-network'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressSpace] }
    subnets: [
      {
        name: 'containers'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 23, 0)
          delegations: [{ name: 'containers', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'postgres'
        properties: {
          addressPrefix: cidrSubnet(addressSpace, 27, 16)
          delegations: [{ name: 'postgres', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }]
        }
      }
    ]
  }

  resource containers 'subnets' existing = { name: 'containers' }
  resource postgres 'subnets' existing = { name: 'postgres' }
}

resource zone 'Microsoft.Network/privateDnsZones@2020-06-01' = {
  name: '${prefix}.private.postgres.database.azure.com'
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'network'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
}

resource clusterLink 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = if (!empty(clusterNetworkId)) {
  parent: zone
  name: 'cluster'
  location: 'global'
  properties: { registrationEnabled: false, virtualNetwork: { id: clusterNetworkId } }
}

resource toCluster 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = if (!empty(clusterNetworkId)) {
  parent: network
  name: 'cluster'
  properties: { remoteVirtualNetwork: { id: clusterNetworkId }, allowVirtualNetworkAccess: true }
}

// A peering counts once both networks have it. The scope is read even where nothing is made.
var clusterNetwork = split(empty(clusterNetworkId) ? network.id : clusterNetworkId, '/')

module fromCluster 'peering.bicep' = if (!empty(clusterNetworkId)) {
  scope: resourceGroup(clusterNetwork[2], clusterNetwork[4])
  params: { name: network.name, networkName: clusterNetwork[8], remoteNetworkId: network.id }
}

output containersSubnetId string = network::containers.id
output postgresSubnetId string = network::postgres.id
output postgresZoneId string = zone.id
