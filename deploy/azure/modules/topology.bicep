// The shape of topology.json: what the topology verb of a service writes. Durations are ISO 8601.
@export()
@sealed()
type Queue = {
  name: string
  lockDuration: string?
  maxDeliveryCount: int?
  defaultMessageTimeToLive: string?
  maxSizeInMegabytes: int?
  maxMessageSizeInKilobytes: int?
}

@export()
@sealed()
type Subscription = {
  name: string
  @description('The queue that everything is handed on to.')
  forwardTo: string
  lockDuration: string?
  maxDeliveryCount: int?
  defaultMessageTimeToLive: string?
}

@export()
@sealed()
type Topic = {
  name: string
  defaultMessageTimeToLive: string?
  maxSizeInMegabytes: int?
  maxMessageSizeInKilobytes: int?
  subscriptions: Subscription[]
}

@export()
@sealed()
type Topology = {
  topics: Topic[]
  queues: Queue[]
}

@export()
@sealed()
@description('Who takes from which queues, and from no others.')
type Receiver = {
  principal: string
  queues: string[]
}
