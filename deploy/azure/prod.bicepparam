using 'main.bicep'

param prefix = 'integration'
param postgresLogin = 'integration'
// From the environment of whoever deploys: it stands in no file.
param postgresPassword = readEnvironmentVariable('POSTGRES_PASSWORD')
param clusterIssuer = readEnvironmentVariable('CLUSTER_ISSUER', '')
param clusterNetworkId = readEnvironmentVariable('CLUSTER_NETWORK', '')
