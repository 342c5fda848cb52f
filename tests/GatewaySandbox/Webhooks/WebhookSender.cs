using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Http;

namespace Integration.GatewaySandbox.Webhooks;

/// <summary>Deliveries so far: under way or waiting, accepted with 2xx, lost on purpose, tries answered with another status, events given up.</summary>
internal sealed record WebhookCounts(int Pending, int Delivered, int Lost, int Refused, int GivenUp)
{
    public static WebhookCounts operator +(WebhookCounts a, WebhookCounts b) =>
        new(a.Pending + b.Pending, a.Delivered + b.Delivered, a.Lost + b.Lost, a.Refused + b.Refused, a.GivenUp + b.GivenUp);
}

/// <summary>Delivers one gateway's events: concurrently and bounded, each until the endpoint says 2xx. There is no order, as at the gateways.</summary>
internal abstract partial class WebhookSender(IHttpClientFactory http, WebhookEndpointOptions endpoint, OutageWindows outage, TimeProvider time, ILogger log) : IHostedLifecycleService, IDisposable
{
    public const string ClientName = "webhooks";

    private readonly WebhookEndpointOptions _endpoint = endpoint;
    private readonly SemaphoreSlim _slots = new(endpoint.Concurrency);
    private readonly CancellationTokenSource _stopping = new();
    private readonly WorkUnderWay _running = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _overtaken = new(StringComparer.Ordinal);

    private IReadOnlyList<EventState> _left = [];
    private int _delivered;
    private int _lost;
    private int _refused;
    private int _givenUp;

    public bool IsFull => _running.Count >= _endpoint.MaxPending;

    /// <summary>Events that an earlier process left.</summary>
    protected abstract IReadOnlyList<EventState> Undelivered();

    /// <summary>Remembers that the events need no further delivery.</summary>
    protected abstract void Settle(IReadOnlyList<string> ids);

    /// <summary>Signs the request as the gateway does.</summary>
    protected abstract void Sign(HttpRequestMessage request, EventState one, DateTimeOffset now);

    /// <summary>An event's id of the gateway.</summary>
    protected abstract string NewId();

    public WebhookCounts Count() => new(_running.Count, _delivered, _lost, _refused, _givenUp);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _left = Undelivered();
        return Task.CompletedTask;
    }

    /// <summary>Not before the sandbox listens: a receiver fetches the certificate of what it got.</summary>
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        Send(_left, null);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Sends what a call caused, and notes what is done to it; early events are delivered before this returns.</summary>
    public async Task TellAsync(CallEntry entry, IReadOnlyList<EventState> events, WebhookFault? fault)
    {
        entry.WebhookFault = events.Count > 0 && fault is { } met ? FaultNames.Name(met) : null;
        var firsts = Send(events, fault);
        if (fault == WebhookFault.Early)
        {
            await firsts;
        }
    }

    /// <summary>Starts the deliveries and returns; with <see cref="WebhookFault.Early"/> wait for the task before answering the call.</summary>
    public Task Send(IReadOnlyList<EventState> events, WebhookFault? fault)
    {
        if (fault == WebhookFault.Lost)
        {
            Interlocked.Add(ref _lost, events.Count);
            Settle([.. events.Select(e => e.Id)]);
            return Task.CompletedTask;
        }

        var firsts = new List<Task>();
        foreach (var one in events)
        {
            var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            firsts.Add(first.Task);
            Track(one.Id, async () =>
            {
                try
                {
                    await DeliverAsync(one, fault == WebhookFault.Reordered, first);
                }
                finally
                {
                    first.TrySetResult();
                }
            });
            if (fault is WebhookFault.Duplicated or WebhookFault.Twin)
            {
                var copy = fault == WebhookFault.Twin ? one.WithId(NewId()) : one;
                Track(one.Id + "#2", () => DeliverAsync(copy, held: false, first: null));
            }
        }

        return Task.WhenAll(firsts);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WhenAllEnded().WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        _slots.Dispose();
        _stopping.Dispose();
    }

    private void Track(string name, Func<Task> work) => _running.Start(name, async () =>
    {
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The journal knows that this event is undelivered: the next process sends it.
        }
        catch (Exception failure)
        {
            Broke(name, failure);
        }
    });

    private async Task DeliverAsync(EventState one, bool held, TaskCompletionSource? first)
    {
        if (held)
        {
            await HoldAsync(one.ObjectId);
        }

        for (var attempt = 1; ; attempt++)
        {
            var delivered = await TryAsync(one, attempt);
            first?.TrySetResult();
            if (delivered || attempt >= _endpoint.MaxAttempts)
            {
                if (!delivered)
                {
                    Interlocked.Increment(ref _givenUp);
                    GivenUp(one.Id, one.Type, attempt);
                }

                Settle([one.Id]);
                return;
            }

            await Task.Delay(_endpoint.Pause(attempt), time, _stopping.Token);
        }
    }

    /// <summary>Waits until a later event of the same object was delivered, or for as long as configured.</summary>
    private async Task HoldAsync(string objectId)
    {
        var overtaken = _overtaken.GetOrAdd(objectId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        var limit = Task.Delay(_endpoint.ReorderMilliseconds, _stopping.Token);
        await Task.WhenAny(overtaken.Task, limit);
        _stopping.Token.ThrowIfCancellationRequested();
    }

    private async Task<bool> TryAsync(EventState one, int attempt)
    {
        if (outage.IsDown(time.GetUtcNow()))
        {
            return false;
        }

        await _slots.WaitAsync(_stopping.Token);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _endpoint.Url) { Content = new StringContent(one.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8")) };
            Sign(request, one, time.GetUtcNow());
            using var client = http.CreateClient(ClientName);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            limit.CancelAfter(_endpoint.TimeoutMilliseconds);
            using var answer = await client.SendAsync(request, limit.Token);
            if (!answer.IsSuccessStatusCode)
            {
                Interlocked.Increment(ref _refused);
                Refused(one.Id, one.Type, attempt, (int)answer.StatusCode);
                return false;
            }

            Interlocked.Increment(ref _delivered);
            if (_overtaken.TryRemove(one.ObjectId, out var waiting))
            {
                waiting.TrySetResult();
            }

            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !_stopping.IsCancellationRequested))
        {
            Unreachable(one.Id, one.Type, attempt, failure.GetType().Name);
            return false;
        }
        finally
        {
            _slots.Release();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Event {EventId} ({Type}): try {Attempt} was refused with HTTP {Status}.")]
    private partial void Refused(string eventId, string type, int attempt, int status);

    [LoggerMessage(2, LogLevel.Warning, "Event {EventId} ({Type}): try {Attempt} did not reach the endpoint ({Failure}).")]
    private partial void Unreachable(string eventId, string type, int attempt, string failure);

    [LoggerMessage(4, LogLevel.Critical, "The delivery of event {EventId} broke; it stays undelivered until the sandbox is restarted.")]
    private partial void Broke(string eventId, Exception failure);

    [LoggerMessage(3, LogLevel.Error, "Event {EventId} ({Type}) is given up after {Attempt} tries.")]
    private partial void GivenUp(string eventId, string type, int attempt);
}
