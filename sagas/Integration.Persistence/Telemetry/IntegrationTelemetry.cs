using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Integration.Persistence.Telemetry;

/// <summary>What the product measures of itself. Costs nothing while nobody listens. Tags are names of types, endpoints and sources:
/// never ids, bodies, amounts or secrets, so their number stays bounded.</summary>
public static class IntegrationTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Integration";

    private static readonly Meter Meter = new(Name);

    /// <summary>Where the buckets of a call's time end, in seconds. The platform's own are made for milliseconds.</summary>
    public static InstrumentAdvice<double> CallSeconds { get; } = new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60] };

    private static readonly Counter<long> Handled =
        Meter.CreateCounter<long>("integration.messages.handled", "{message}", "Messages handled and committed.");

    private static readonly Counter<long> Duplicates =
        Meter.CreateCounter<long>("integration.messages.duplicates", "{message}", "Messages that the inbox had already seen: acknowledged, nothing done.");

    private static readonly Counter<long> Failed =
        Meter.CreateCounter<long>("integration.messages.failed", "{message}", "Tries that failed and were rolled back; each retry counts.");

    private static readonly Counter<long> Timers =
        Meter.CreateCounter<long>("integration.timers.fired", "{timer}", "Timers handed to the transport because they were due.");

    private static readonly Counter<long> DeadLetters =
        Meter.CreateCounter<long>("integration.dead_letters", "{message}", "Messages set aside with their fault: a person has to look.");

    private static readonly Counter<long> Webhooks =
        Meter.CreateCounter<long>("integration.webhooks.received", "{webhook}", "Webhooks by source and outcome.");

    private static readonly Counter<long> Refusals =
        Meter.CreateCounter<long>("integration.api.refused", "{request}", "Requests of the REST API that were refused, by the problem's code.");

    private static readonly Counter<long> JudgedAlone =
        Meter.CreateCounter<long>("integration.rate_limits.judged_alone", "{request}", "Requests that this process's own rate limit judged because the shared one, in Redis, did not answer.");

    private static readonly Histogram<double> ExternalCalls =
        Meter.CreateHistogram("integration.external_api.duration", "s", "Calls of other systems' APIs by API and outcome, with their repeats.", tags: null, CallSeconds);

    private static readonly Histogram<int> GroupCommits =
        Meter.CreateHistogram("integration.commits.requests", "{request}", "Requests that were committed together in one transaction.", tags: null, new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64] });

    private static readonly Gauge<long> OutboxPending =
        Meter.CreateGauge<long>("integration.outbox.pending", "{message}", "Outbox rows that are due and not yet received or deleted.");

    private static readonly Gauge<double> OutboxLag =
        Meter.CreateGauge<double>("integration.outbox.lag", "s", "How long the oldest due outbox row has waited.");

    private static readonly Gauge<long> TimersOverdue =
        Meter.CreateGauge<long>("integration.timers.overdue", "{timer}", "Timers that nobody has handed over although they are due for longer than a sweep takes.");

    private static readonly Gauge<long> DeadLettersOpen =
        Meter.CreateGauge<long>("integration.dead_letters.open", "{message}", "Dead letters that nobody has retried or discarded yet.");

    private static readonly Gauge<long> Health =
        Meter.CreateGauge<long>("integration.health.state", null, "What each check of readiness says: 0 healthy, 1 degraded, 2 unhealthy.");

    /// <summary>Spans of our own; those of MassTransit, Npgsql and ASP.NET Core come from their sources.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>A message was handled and its transaction committed.</summary>
    public static void MessageHandled(string consumer, string message) => Handled.Add(1, new("consumer", consumer), new("message", message));

    /// <summary>A message came again.</summary>
    public static void MessageRepeated(string consumer, string message) => Duplicates.Add(1, new("consumer", consumer), new("message", message));

    /// <summary>A try failed; <paramref name="error"/> is the exception's type.</summary>
    public static void MessageFailed(string consumer, string message, string error) =>
        Failed.Add(1, new("consumer", consumer), new("message", message), new("error.type", error));

    /// <summary>A due timer was handed over; <paramref name="message"/> is the type of its message.</summary>
    public static void TimerFired(string message) => Timers.Add(1, new KeyValuePair<string, object?>("message", message));

    /// <summary>A message went to the dead letters of <paramref name="endpoint"/>.</summary>
    public static void DeadLettered(string endpoint) => DeadLetters.Add(1, new KeyValuePair<string, object?>("endpoint", endpoint));

    /// <summary>A webhook was answered. <paramref name="source"/> is a configured source, never what a caller wrote into the path.</summary>
    public static void WebhookReceived(string source, string outcome) => Webhooks.Add(1, new("source", source), new("outcome", outcome));

    /// <summary>A request of the REST API was refused; <paramref name="problem"/> is the code of the answer.</summary>
    public static void ApiRefused(string problem) => Refusals.Add(1, new KeyValuePair<string, object?>("problem", problem));

    /// <summary>A request was judged without the rate limit that all processes share.</summary>
    public static void RateJudgedAlone() => JudgedAlone.Add(1);

    /// <summary>A call of another system's API ended. <paramref name="api"/> is its configured name; <paramref name="outcome"/> one of a fixed few.</summary>
    public static void ExternalCalled(string api, string outcome, TimeSpan took) =>
        ExternalCalls.Record(took.TotalSeconds, new("api", api), new("outcome", outcome));

    /// <summary>So many requests were committed in one transaction.</summary>
    public static void Committed(int requests) => GroupCommits.Record(requests);

    /// <summary>What the outbox looks like now. <paramref name="overdueTimers"/> are counted in <paramref name="pending"/> too.</summary>
    public static void OutboxSampled(long pending, TimeSpan lag, long overdueTimers)
    {
        OutboxPending.Record(pending);
        OutboxLag.Record(lag.TotalSeconds);
        TimersOverdue.Record(overdueTimers);
    }

    /// <summary>How many dead letters wait for a person now.</summary>
    public static void DeadLettersSampled(long open) => DeadLettersOpen.Record(open);

    /// <summary>What a check of readiness says: 0 healthy, 1 degraded, 2 unhealthy.</summary>
    public static void HealthSampled(string check, int state) => Health.Record(state, new KeyValuePair<string, object?>("check", check));
}
