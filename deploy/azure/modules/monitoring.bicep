// Where logs, traces and metrics are kept.
param prefix string
param location string
param tags object
param retentionDays int
@description('Gigabytes a day, after which nothing more is taken in until the next; -1: no limit.')
param dailyLimitGigabytes int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${prefix}-logs'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyLimitGigabytes }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${prefix}-insights'
  location: location
  tags: tags
  kind: 'web'
  properties: { Application_Type: 'web', WorkspaceResourceId: workspace.id }
}

output workspaceId string = workspace.id
output workspaceName string = workspace.name
output insightsId string = insights.id
@description('Says where to send to. No secret, but whoever has it can send.')
output insightsConnectionString string = insights.properties.ConnectionString
