// Azure Managed Redis: rate limits and cached answers that processes share. Every service works without it.
param name string
param location string
param tags object
param skuName string
@description('The vaults of the services: its address goes there and nowhere else, since it holds the key.')
param vaults string[]

resource redis 'Microsoft.Cache/redisEnterprise@2025-04-01' = {
  name: name
  location: location
  tags: tags
  sku: { name: skuName }
  properties: { minimumTlsVersion: '1.2', highAvailability: 'Enabled' }

  resource database 'databases' = {
    name: 'default'
    properties: {
      clientProtocol: 'Encrypted'
      // The name of the host leads to every part, as with a Redis that has one.
      clusteringPolicy: 'EnterpriseCluster'
      // What is too much is forgotten: it is a cache.
      evictionPolicy: 'VolatileLRU'
      port: 10000
      accessKeysAuthentication: 'Enabled'
    }
  }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = [for name in vaults: { name: name }]

resource address 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = [for (name, i) in vaults: {
  parent: vault[i]
  name: 'ConnectionStrings--Redis'
  properties: {
    value: '${redis.properties.hostName}:10000,ssl=true,password=${redis::database.listKeys().primaryKey}'
    contentType: 'text/plain'
  }
}]
