// The alerts of deploy/observability/rules, asked of Application Insights: same signals, each with its section of docs/runbook.md, and the same names, but for the objectives (…Errors, which look back one hour) and the services that are down (one rule each). The services send metrics there, and traces, of which "requests" is made
// (APPLICATIONINSIGHTS_CONNECTION_STRING), or a collector does (exporter azuremonitor, metrics behind the processor cumulativetodelta). Log searches are asked every five minutes: what has to be told within seconds is Prometheus' part.
param prefix string
param location string
param tags object
@description('Application Insights, where the metrics and requests are.')
param insightsId string
@description('Who is told: ids of action groups. None: alerts are seen in the portal.')
param actionGroups string[]
@description('There is a CRM, and with it something to say about it.')
param withCrm bool

type Alert = {
  name: string
  @description('Of docs/runbook.md, where it is not called as the alert is.')
  section: string?
  @description('What of the window is compared. Maximum: the highest value. Minimum: what each minute reached, of one subject (what) at least: what a rule for Prometheus says with `for`. Count: how many lines there are.')
  aggregation: 'Maximum' | 'Minimum' | 'Count'
  operator: 'GreaterThan' | 'LessThan'
  threshold: int
  @description('0: somebody is woken. 2: it can wait for the morning.')
  severity: 0 | 2
  window: 'PT5M' | 'PT10M' | 'PT15M' | 'PT30M' | 'PT1H' | 'PT6H' | 'P1D'
  query: string
}

// A line for each minute and subject, however many workers tell of it; then each subject's lowest. Without this many minutes nothing is compared: one sample alone, of a worker that has just begun or at the end of a gap,
// wakes nobody. A window without a line says nothing at all: that nobody tells anything is the part of PaymentWorkerDown. The newest minutes are still under way, so these are fewer than the window has.
var toldMinutes = { PT5M: 3, PT10M: 7, PT15M: 11, PT30M: 25, PT1H: 50, PT6H: 300, P1D: 1200 }
var lowest = '''

| summarize value = max(value) by what, told = bin(timestamp, 1m)
| summarize value = min(value), minutes = count(), timestamp = max(told) by what
| where minutes >= {0} | project timestamp, value'''

var gauge = 'customMetrics | where name == "{0}" | project timestamp, what = name, value'
var crmFailures = 'customMetrics | where name == "integration.crm.calls.failed" and customDimensions.reason == "{0}" | summarize value = sum(valueSum), timestamp = max(timestamp)'
var alerts Alert[] = [
  { name: 'DuplicateCharge', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 0, severity: 0, window: 'PT5M', query: format(gauge, 'integration.payments.duplicate_charges') }
  { name: 'RefundedTooMuch', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 0, severity: 0, window: 'PT5M', query: format(gauge, 'integration.refunds.exceeding') }
  { name: 'ReconciliationDifferences', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 0, severity: 2, window: 'PT10M', query: format(gauge, 'integration.reconciliation.differences') }
  { name: 'BooksNotCompared', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 0, severity: 2, window: 'PT15M', query: format(gauge, 'integration.reconciliation.missing') }
  { name: 'UnknownOutcomes', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 900, severity: 0, window: 'PT5M', query: format(gauge, 'integration.outcomes.unknown.age') }
  {
    name: 'PaymentsTooLongInState'
    aggregation: 'Minimum'
    operator: 'GreaterThan'
    threshold: 100
    severity: 0
    window: 'PT5M'
    query: '''
customMetrics | where name == "integration.payments.age"
| extend most = case(customDimensions.state == "AwaitingRetry", 1800, customDimensions.state == "AwaitingCustomer", 2700, customDimensions.state == "Releasing", 3600, customDimensions.state == "Reconciling", 7200, customDimensions.state == "NeedsReview", 0, 900)
| where most > 0 | project timestamp, what = tostring(customDimensions.state), value = 100 * value / most'''
  }
  { name: 'PaymentsStuck', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 0, severity: 0, window: 'PT10M', query: 'customMetrics | where name in ("integration.payments.stuck", "integration.refunds.stuck") | project timestamp, what = "", value' }
  { name: 'PaymentsNeedReview', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 0, severity: 2, window: 'PT15M', query: 'customMetrics | where name in ("integration.payments.needs_review", "integration.refunds.needs_review") | project timestamp, what = "", value' }
  {
    name: 'NoPayments'
    aggregation: 'Maximum'
    operator: 'LessThan'
    threshold: 1
    severity: 0
    window: 'PT30M'
    // Only half an hour that lies within the hours is judged: of an earlier one some minutes are left, which say little of a quiet morning.
    query: format(
      '''
customMetrics | where name == "integration.payments.recent" and hourofday(timestamp) between (7 .. 18) and dayofweek(timestamp) between (1d .. 5d)
| summarize value = max(value), minutes = dcount(bin(timestamp, 1m)), timestamp = max(timestamp)
| where minutes >= {0} | project timestamp, value''',
      toldMinutes.PT30M
    )
  }
  {
    name: 'WatchBlind'
    aggregation: 'Minimum'
    operator: 'GreaterThan'
    threshold: 300
    severity: 0
    window: 'PT5M'
    // One worker that counts is enough.
    query: 'customMetrics | where name == "integration.watch.age" | summarize value = min(value) by what = tostring(customDimensions.figures), timestamp = bin(timestamp, 1m)'
  }
  { name: 'OutboxLag', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 120, severity: 0, window: 'PT5M', query: format(gauge, 'integration.outbox.lag') }
  { name: 'TimersOverdue', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 0, severity: 0, window: 'PT5M', query: format(gauge, 'integration.timers.overdue') }
  {
    name: 'DeadLettersGrow'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 9
    severity: 0
    window: 'PT15M'
    query: 'customMetrics | where name == "integration.dead_letters.open" | summarize value = maxif(value, timestamp > ago(5m)) - maxif(value, timestamp < ago(10m)), timestamp = max(timestamp)'
  }
  { name: 'DeadLettersWait', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 0, severity: 2, window: 'PT1H', query: format(gauge, 'integration.dead_letters.open') }
  {
    name: 'WebhookSignatures'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 10
    severity: 2
    window: 'PT6H'
    query: '''
customMetrics | where name == "integration.webhooks.received"
| extend source = tostring(customDimensions.source), outcome = tostring(customDimensions.outcome), isNow = timestamp > ago(10m)
| summarize bad = sumif(valueSum, isNow and outcome == "bad_signature"), everything = sumif(valueSum, isNow), refused = sumif(valueSum, outcome !in ("stored", "duplicate")), taken = sumif(valueSum, outcome in ("stored", "duplicate")), timestamp = max(timestamp) by source
| extend silenced = source != "unknown" and refused > 3 and taken == 0
| where bad > 5 or silenced | project timestamp, value = iff(silenced, 100.0, 100.0 * bad / everything)'''
  }
  {
    name: 'GatewayErrors'
    section: 'GatewayBudget'
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
    section: 'AcceptanceBudget'
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
    section: 'SettlementBudget'
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
  { name: 'PaymentWorkerDown', section: 'ServiceDown', aggregation: 'Count', operator: 'LessThan', threshold: 1, severity: 0, window: 'PT5M', query: 'customMetrics | where name == "integration.health.state" and cloud_RoleName == "payment-worker"' }
  { name: 'WebhookIngressDown', section: 'ServiceDown', aggregation: 'Count', operator: 'LessThan', threshold: 1, severity: 0, window: 'PT5M', query: 'customMetrics | where name == "integration.health.state" and cloud_RoleName == "webhook-ingress"' }
  {
    name: 'ServiceNotReady'
    aggregation: 'Minimum'
    operator: 'GreaterThan'
    threshold: 0
    severity: 0
    window: 'PT5M'
    // A lag of the outbox leaves its check degraded (1), and has an alert of its own.
    query: '''
customMetrics | where name == "integration.health.state"
| project timestamp, what = strcat(cloud_RoleName, " ", tostring(customDimensions.check)), value = iff(customDimensions.check == "outbox", value - 1, value)'''
  }
]

var crmAlerts Alert[] = [
  { name: 'CrmBacklog', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 900, severity: 2, window: 'PT5M', query: format(gauge, 'integration.crm.backlog.age') }
  { name: 'CrmBacklogHours', section: 'CrmBacklog', aggregation: 'Minimum', operator: 'GreaterThan', threshold: 14400, severity: 0, window: 'PT5M', query: format(gauge, 'integration.crm.backlog.age') }
  {
    name: 'CrmNotRead'
    aggregation: 'Minimum'
    operator: 'GreaterThan'
    threshold: 1800
    severity: 2
    window: 'PT5M'
    query: 'customMetrics | where name == "integration.crm.reads.overdue" | project timestamp, what = tostring(customDimensions.kind), value'
  }
  {
    name: 'CrmRecordsSetAside'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 4
    severity: 2
    window: 'P1D'
    // Five more than an hour ago, or ten more than a day ago, which is told as five. max_of passes over what is not there: a service that is younger than a day has the hour alone.
    query: '''
customMetrics | where name == "integration.crm.failed"
| summarize latest = maxif(value, timestamp > ago(5m)), hour = maxif(value, timestamp between (ago(70m) .. ago(50m))), day = maxif(value, timestamp < ago(1410m)), timestamp = max(timestamp)
| project timestamp, value = max_of(latest - hour, latest - day - 5)'''
  }
  { name: 'CrmUnauthorized', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 2, severity: 2, window: 'PT15M', query: format(crmFailures, 'Unauthorized') }
  { name: 'CrmMappingRefused', aggregation: 'Maximum', operator: 'GreaterThan', threshold: 2, severity: 2, window: 'PT15M', query: format(crmFailures, 'Refused') }
  { name: 'CrmSyncDown', section: 'ServiceDown', aggregation: 'Count', operator: 'LessThan', threshold: 1, severity: 0, window: 'PT5M', query: 'customMetrics | where name == "integration.health.state" and cloud_RoleName == "crm-sync"' }
]

resource rules 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for alert in concat(alerts, withCrm ? crmAlerts : []): {
  name: '${prefix}-${alert.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: alert.name
    description: 'docs/runbook.md#${toLower(alert.?section ?? alert.name)}'
    severity: alert.severity
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: alert.window
    criteria: {
      allOf: [
        union(
          {
            query: alert.aggregation == 'Minimum' ? '${alert.query}${format(lowest, toldMinutes[alert.window])}' : alert.query
            timeAggregation: alert.aggregation == 'Count' ? 'Count' : 'Maximum'
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
