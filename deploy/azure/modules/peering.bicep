// One direction of a peering, in the group of the network that has it.
param name string
param networkName string
param remoteNetworkId string

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' existing = { name: networkName }

resource peering 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings@2024-05-01' = {
  parent: network
  name: name
  properties: { remoteVirtualNetwork: { id: remoteNetworkId }, allowVirtualNetworkAccess: true }
}
