// The alerts of deploy/observability/rules, asked of Application Insights: same signals, same names, same runbook (docs/runbook.md). The services send metrics there, and traces, of which "requests" is made
// (APPLICATIONINSIGHTS_CONNECTION_STRING), or a collector does (exporter azuremonitor, metrics behind the processor cumulativetodelta). Log searches are asked every five minutes: what has to be told within seconds is Prometheus' part.
param prefix string
param location string
param tags object
@description('Application Insights, where the metrics and requests are.')
param insightsId string
@description('The namespace of Service Bus, which tells of dead letters of its own.')
param serviceBusId string
@description('Who is told: ids of action groups. None: alerts are seen in the portal.')
param actionGroups string[]
@description('There is a CRM, and with it something to say about it.')
param withCrm bool

type Alert = {
  name: string
  @description('The highest value of any minute, or how many lines there are, is compared.')
  aggregation: 'Maximum' | 'Count'
  operator: 'GreaterThan' | 'LessThan'
  threshold: int
  @description('0: somebody is woken. 2: it can wait for the morning.')
  severity: 0 | 2
  window: 'PT5M' | 'PT10M' | 'PT15M' | 'PT30M' | 'PT1H'
  query: string
}

var gauge = 'customMetrics | where name == "{0}" | project timestamp, value'
var crmFailures = 'customMetrics | where name == "integration.crm.calls.failed" and customDimensions.reason == "{0}" | summarize value = sum(valueSum), timestamp = max(timestamp)'
var alerts Alert[] = [
  { name: 'DuplicateCharge', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 0, severity: 0, window: 'PT5M', query: format(gauge, 'integration.payments.duplicate_charges') }
  { name: 'RefundedTooMuch', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 0, severity: 0, window: 'PT5M', query: format(gauge, 'integration.refunds.exceeding') }
  { name: 'ReconciliationDifferences', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 0, severity: 2, window: 'PT15M', query: format(gauge, 'integration.reconciliation.differences') }
  { name: 'UnknownOutcomes', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 900, severity: 0, window: 'PT5M', query: format(gauge, 'integration.outcomes.unknown.age') }
  {
    name: 'PaymentsTooLongInState'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 100
    severity: 0
    window: 'PT5M'
    query: '''
customMetrics | where name == "integration.payments.age"
| extend limit = case(customDimensions.state == "AwaitingRetry", 1800, customDimensions.state == "AwaitingCustomer", 2700, customDimensions.state == "Releasing", 3600, customDimensions.state == "Reconciling", 7200, customDimensions.state == "NeedsReview", 0, 900)
| where limit > 0 | project timestamp, value = 100 * value / limit'''
  }
  { name: 'PaymentsStuck', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 0, severity: 0, window: 'PT10M', query: 'customMetrics | where name in ("integration.payments.stuck", "integration.refunds.stuck") | project timestamp, value' }
  { name: 'PaymentsNeedReview', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 0, severity: 2, window: 'PT15M', query: 'customMetrics | where name in ("integration.payments.needs_review", "integration.refunds.needs_review") | project timestamp, value' }
  {
    name: 'NoPayments'
    aggregation: 'Maximum'
    operator: 'LessThan'
    threshold: 1
    severity: 0
    window: 'PT30M'
    query: 'customMetrics | where name == "integration.payments.recent" and hourofday(timestamp) between (7 .. 18) and dayofweek(timestamp) between (1d .. 5d) | project timestamp, value'
  }
  { name: 'WatchBlind', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 300, severity: 0, window: 'PT10M', query: format(gauge, 'integration.watch.age') }
  { name: 'OutboxLag', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 120, severity: 0, window: 'PT5M', query: format(gauge, 'integration.outbox.lag') }
  { name: 'TimersOverdue', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 0, severity: 0, window: 'PT5M', query: format(gauge, 'integration.timers.overdue') }
  {
    name: 'DeadLettersGrow'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 9
    severity: 0
    window: 'PT15M'
    query: 'customMetrics | where name == "integration.dead_letters.open" | summarize value = maxif(value, timestamp > ago(5m)) - maxif(value, timestamp < ago(10m)), timestamp = max(timestamp)'
  }
  { name: 'DeadLettersWait', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 0, severity: 2, window: 'PT1H', query: format(gauge, 'integration.dead_letters.open') }
  {
    name: 'WebhookSignatures'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 10
    severity: 2
    window: 'PT10M'
    query: '''
customMetrics | where name == "integration.webhooks.received"
| summarize bad = sumif(valueSum, customDimensions.outcome == "bad_signature"), everything = sum(valueSum), timestamp = max(timestamp) by tostring(customDimensions.source)
| where bad > 5 | project timestamp, value = 100 * bad / everything'''
  }
  {
    name: 'GatewayErrors'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 14
    severity: 0
    window: 'PT1H'
    query: '''
customMetrics | where name == "integration.gateway.duration"
| summarize bad = sumif(valueCount, customDimensions.outcome in ("transient", "rate_limited", "outcome_unknown", "misconfigured", "fault")), everything = sum(valueCount), timestamp = max(timestamp) by tostring(customDimensions.gateway)
| project timestamp, value = 100.0 * bad / everything'''
  }
  {
    name: 'AcceptanceErrors'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 1
    severity: 0
    window: 'PT1H'
    query: '''
requests | where name has "/v1/" or name has "/webhooks/"
| summarize value = 100.0 * sumif(itemCount, toint(resultCode) >= 500) / sum(itemCount), timestamp = max(timestamp)'''
  }
  {
    name: 'SettlementErrors'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 1
    severity: 0
    window: 'PT1H'
    query: '''
customMetrics | where name in ("integration.payments.late", "integration.payments.recent")
| summarize value = max(value) by name, bin(timestamp, 1m), tostring(customDimensions.gateway), tostring(customDimensions.outcome)
| summarize late = sumif(value, name == "integration.payments.late"), everything = sumif(value, name == "integration.payments.recent"), timestamp = max(timestamp)
| where everything > 0 | project timestamp, value = 100 * late / everything'''
  }
  { name: 'PaymentWorkerDown', aggregation: 'Count', operator: 'LessThan', threshold: 1, severity: 0, window: 'PT5M', query: 'customMetrics | where name == "integration.health.state" and cloud_RoleName == "payment-worker"' }
  { name: 'WebhookIngressDown', aggregation: 'Count', operator: 'LessThan', threshold: 1, severity: 0, window: 'PT5M', query: 'customMetrics | where name == "integration.health.state" and cloud_RoleName == "webhook-ingress"' }
  {
    name: 'ServiceNotReady'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 0
    severity: 0
    window: 'PT5M'
    query: 'customMetrics | where name == "integration.health.state" and (customDimensions.check != "outbox" or value > 1) | project timestamp, value'
  }
]

var crmAlerts Alert[] = [
  { name: 'CrmBacklog', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 900, severity: 2, window: 'PT10M', query: format(gauge, 'integration.crm.backlog.age') }
  { name: 'CrmBacklogHours', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 14400, severity: 0, window: 'PT10M', query: format(gauge, 'integration.crm.backlog.age') }
  {
    name: 'CrmRecordsSetAside'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 4
    severity: 2
    window: 'PT1H'
    query: 'customMetrics | where name == "integration.crm.failed" | summarize value = maxif(value, timestamp > ago(5m)) - maxif(value, timestamp < ago(50m)), timestamp = max(timestamp)'
  }
  { name: 'CrmUnauthorized', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 2, severity: 2, window: 'PT15M', query: format(crmFailures, 'Unauthorized') }
  { name: 'CrmMappingRefused', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 2, severity: 2, window: 'PT15M', query: format(crmFailures, 'Refused') }
  { name: 'CrmSyncDown', aggregation: 'Count', operator: 'LessThan', threshold: 1, severity: 0, window: 'PT5M', query: 'customMetrics | where name == "integration.health.state" and cloud_RoleName == "crm-sync"' }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in concat(alerts, withCrm ? crmAlerts : []): {
  name: '${prefix}-${alert.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.name
    description: 'docs/runbook.md'
    severity: alert.severity
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: alert.window
    criteria: {
      allOf: [
        union(
          {
            query: alert.query
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          },
          alert.aggregation == 'Count' ? {} : { metricMeasureColumn: 'value' }
        )
      ]
    }
    autoMitigate: true
    actions: { actionGroups: actionGroups }
  }
}]

// What the broker sets aside itself (expired, or a process died with it as often as is allowed), which no service records: more of it in a queue or topic than that one had. Copies of what the services
// record lie there too, until somebody takes them away, so a number alone would not do; growth is told once there are some days to compare with.
resource brokerDeadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: '${prefix}-BrokerDeadLettersGrow'
  location: 'global'
  tags: tags
  properties: {
    description: 'docs/runbook.md'
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
          dimensions: [{ name: 'EntityName', operator: 'Include', values: ['*'] }]
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
