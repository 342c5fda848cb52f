// The secrets of one service. It reads them and nothing more; people get their rights from elsewhere.
param name string
param location string
param tags object
@description('The identity of the service.')
param reader string
@description('Secrets that this deployment knows, by their names. The others are put in by whoever has them (README.md).')
@secure()
param secrets object
param workspaceId string

var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
  }
}

@batchSize(1)
resource secret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = [for item in items(secrets): {
  parent: vault
  name: item.key
  properties: { value: item.value, contentType: 'text/plain' }
}]

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, reader, secretsUser)
  scope: vault
  properties: { principalId: reader, principalType: 'ServicePrincipal', roleDefinitionId: secretsUser }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    // Who read which secret, and when.
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

output name string = vault.name
