using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Integration.Contracts.Webhooks;
using Integration.Persistence.Telemetry;
using Integration.Persistence.Tests;
using MassTransit;
using Npgsql;

namespace Integration.Hosting.Startup.Tests;

/// <summary>One trace from the sender's request over the outbox row to the consumer, and the counts beside it.</summary>
public sealed class When_a_webhook_is_traced : IAsyncLifetime
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Mark = "mark-of-the-body";

    private readonly TestDatabase _database = new();
    private readonly ConcurrentBag<Activity> _activities = [];
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();

    public When_a_webhook_is_traced()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is IntegrationTelemetry.Name or "MassTransit" or "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _activities.Add,
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == IntegrationTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counts.AddOrUpdate($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(t => t.Value))}".TrimEnd(), value, (_, sum) => sum + value));
        _meters.Start();
        Watcher.Seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public Task InitializeAsync() => _database.CreateAsync();

    public Task DisposeAsync()
    {
        _listener.Dispose();
        _meters.Dispose();
        return _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_carry_the_senders_trace_through_the_outbox_row_to_the_consumer()
    {
        await using var app = await IngressApp.StartAsync(_database, bus => bus.AddConsumer<Watcher>());
        (await PostAsync(app, "evt_1", IngressApp.Secret)).ShouldBe(200);
        var (headers, trace) = await Watcher.Seen.Task.WaitAsync(TimeSpan.FromSeconds(30));

        headers.ShouldContain(Trace, Case.Insensitive, "the outbox row carries the trace");
        trace.ShouldBe(Trace);
    }

    [Fact]
    public async Task Should_keep_bodies_and_secrets_out_of_every_attribute()
    {
        await using (var app = await IngressApp.StartAsync(_database, bus => bus.AddConsumer<Watcher>()))
        {
            (await PostAsync(app, "evt_1", IngressApp.Secret)).ShouldBe(200);
            await Watcher.Seen.Task.WaitAsync(TimeSpan.FromSeconds(30));
        }

        var ours = _activities.Where(a => a.TraceId.ToHexString() == Trace).ToList();
        ours.Select(a => a.Source.Name).Distinct().Order().ShouldBe(["MassTransit", "Microsoft.AspNetCore", "Npgsql"]);
        var attributes = ours.SelectMany(a => a.TagObjects.Select(t => $"{t.Key}={t.Value}").Concat(a.Baggage.Select(b => $"{b.Key}={b.Value}"))).ToList();
        attributes.Count.ShouldBeGreaterThan(10);
        attributes.Where(a => a.Contains(Mark, StringComparison.Ordinal) || a.Contains("whsec_", StringComparison.Ordinal) || a.Contains("v1=", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_count_webhooks_by_source_and_outcome_and_messages_by_consumer()
    {
        await using (var app = await IngressApp.StartAsync(_database, bus => bus.AddConsumer<Watcher>()))
        {
            (await PostAsync(app, "evt_1", IngressApp.Secret)).ShouldBe(200);
            (await PostAsync(app, "evt_1", IngressApp.Secret)).ShouldBe(200);
            (await PostAsync(app, "evt_2", "whsec_of_somebody_else")).ShouldBe(400);
            using var unknown = await app.Client.PostAsync(new Uri("/webhooks/somebody-elses-name", UriKind.Relative), content: null);
            await _database.UntilAsync("messaging.outbox", n => n == 0);
        }

        Counted("integration.webhooks.received stripe stored").ShouldBe(1);
        Counted("integration.webhooks.received stripe duplicate").ShouldBe(1);
        Counted("integration.webhooks.received stripe bad_signature").ShouldBe(1);
        Counted("integration.webhooks.received unknown unknown_source").ShouldBe(1);
        _counts.Keys.ShouldNotContain(name => name.Contains("somebody", StringComparison.Ordinal));
        var handled = _counts.Where(c => c.Key.StartsWith("integration.messages.handled ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        handled.Key.ShouldEndWith($"{nameof(Watcher)} {nameof(GatewayObjectChanged)}");
        handled.Value.ShouldBe(1);
    }

    private long Counted(string name) => _counts.GetValueOrDefault(name);

    private static async Task<int> PostAsync(IngressApp app, string id, string secret)
    {
        using var request = IngressApp.Webhook(app.Client.BaseAddress!, IngressApp.Event(id, Mark), secret);
        request.Headers.Add("traceparent", $"00-{Trace}-b7ad6b7169203331-01");
        using var answer = await app.Client.SendAsync(request);
        return (int)answer.StatusCode;
    }

    /// <summary>Looks at its own outbox row, which its transaction has not deleted yet.</summary>
    public sealed class Watcher(NpgsqlDataSource source) : IConsumer<GatewayObjectChanged>
    {
        public static TaskCompletionSource<(string Headers, string Trace)> Seen { get; set; } = new();

        public async Task Consume(ConsumeContext<GatewayObjectChanged> context)
        {
            await using var command = source.CreateCommand("select headers from messaging.outbox limit 1");
            var headers = (string)(await command.ExecuteScalarAsync(context.CancellationToken))!;
            Seen.TrySetResult((headers, Activity.Current!.TraceId.ToHexString()));
        }
    }
}
