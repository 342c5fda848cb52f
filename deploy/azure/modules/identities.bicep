// One identity for each service and one for the scaler. With a cluster's issuer, its service accounts are them (workload identity): nothing to keep secret.
param prefix string
param location string
param tags object
@description('The OpenID Connect issuer of the Kubernetes cluster; empty: none.')
param clusterIssuer string
@description('Where deploy/kubernetes puts the services.')
param clusterNamespace string
@description('Where KEDA runs.')
param kedaNamespace string

var identities = [
  { name: 'payment-worker', subject: 'system:serviceaccount:${clusterNamespace}:payment-worker' }
  { name: 'webhook-ingress', subject: 'system:serviceaccount:${clusterNamespace}:webhook-ingress' }
  // It has rights only where there is a CRM.
  { name: 'crm-sync', subject: 'system:serviceaccount:${clusterNamespace}:crm-sync' }
  { name: 'scaler', subject: 'system:serviceaccount:${kedaNamespace}:keda-operator' }
]

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = [for item in identities: {
  name: '${prefix}-${item.name}'
  location: location
  tags: tags
}]

resource federation 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2023-01-31' = [for (item, i) in identities: if (!empty(clusterIssuer)) {
  parent: identity[i]
  name: 'kubernetes'
  properties: { issuer: clusterIssuer, subject: item.subject, audiences: ['api://AzureADTokenExchange'] }
}]

output paymentWorker object = { id: identity[0].id, principalId: identity[0].properties.principalId, clientId: identity[0].properties.clientId }
output webhookIngress object = { id: identity[1].id, principalId: identity[1].properties.principalId, clientId: identity[1].properties.clientId }
output crmSync object = { id: identity[2].id, principalId: identity[2].properties.principalId, clientId: identity[2].properties.clientId }
output scaler object = { id: identity[3].id, principalId: identity[3].properties.principalId, clientId: identity[3].properties.clientId }
