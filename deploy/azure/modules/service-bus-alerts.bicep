// The alerts of what the broker sets aside itself, asked of its own figure of dead letters, which tells of a queue or a topic and of nothing finer. What to do: docs/runbook.md, "DeadLettersGrow".
param prefix string
param tags object
@description('The namespace of Service Bus.')
param serviceBusId string
@description('Its queues, made or not: whatever else tells of dead letters is a topic, for its subscriptions.')
param queues string[]
@description('Who is told: ids of action groups. None: alerts are seen in the portal.')
param actionGroups string[]

// What expired, or what a process died with as often as is allowed, which no service records: more of it in a queue than that one had. Copies of what the services
// record lie there too, until somebody takes them away, so a number alone would not do; growth is told once there are some days to compare with.
resource brokerDeadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${prefix}-BrokerDeadLettersGrow'
  location: 'global'
  tags: tags
  properties: {
    description: 'docs/runbook.md#deadlettersgrow'
    severity: 2
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'grows'
          criterionType: 'DynamicThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [{ name: 'EntityName', operator: 'Include', values: queues }]
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          alertSensitivity: 'High'
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    actions: [for group in actionGroups: { actionGroupId: group }]
  }
}

// What could not be handed on to a queue, since that is full or disabled: the broker took it from its sender, keeps it in the dead letters of the topic's subscription (which the figure counts under its topic, and
// under nothing finer), and never tries again. An accepted payment may be among it, no service knows of it, and nothing else ever lies there: one is enough.
resource messagesNotForwarded 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${prefix}-MessagesNotForwarded'
  location: 'global'
  tags: tags
  properties: {
    description: 'docs/runbook.md#deadlettersgrow'
    severity: 0
    enabled: true
    scopes: [serviceBusId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.MultipleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'any'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.ServiceBus/namespaces'
          metricName: 'DeadletteredMessages'
          dimensions: [{ name: 'EntityName', operator: 'Exclude', values: queues }]
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    autoMitigate: true
    actions: [for group in actionGroups: { actionGroupId: group }]
  }
}
