// A virtual network for what must not be reachable from the internet.
param prefix string
param location string
param tags object
@description('At least a /20.')
param addressSpace string

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

output containersSubnetId string = network::containers.id
output postgresSubnetId string = network::postgres.id
output postgresZoneId string = zone.id
