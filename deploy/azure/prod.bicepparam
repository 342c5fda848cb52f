using 'main.bicep'

param prefix = 'integration'
param postgresLogin = 'integration'
// From the environment of whoever deploys: they stand in no file.
param postgresPassword = readEnvironmentVariable('POSTGRES_PASSWORD')
param servicesPassword = readEnvironmentVariable('POSTGRES_SERVICES_PASSWORD')
param clusterIssuer = readEnvironmentVariable('CLUSTER_ISSUER', '')
param clusterNetworkId = readEnvironmentVariable('CLUSTER_NETWORK', '')
// Ids of action groups, with commas between them. None: alerts are seen in the portal, and wake nobody.
param alertActionGroups = empty(readEnvironmentVariable('ALERT_ACTION_GROUPS', '')) ? [] : split(readEnvironmentVariable('ALERT_ACTION_GROUPS', ''), ',')
