using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Integration.Hosting.Tests.ExternalApi;
using Integration.Persistence.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Integration.WebhookIngress.Tests;

/// <summary>Two ingress hosts and a real redis-server. Each client may make 20 requests at once, and one a second afterwards.</summary>
public sealed class When_ingress_processes_share_limits : IAsyncLifetime
{
    private const int Burst = 20;
    private const string Away = "Redis does not answer";
    private const string Back = "Redis answers again";
    private static readonly string[] Clients = ["early", "flushed", "alone", "later", "looker"];

    private readonly TestDatabase _database = new();
    private readonly List<Host> _hosts = [];
    private LocalRedis _redis = null!;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        if (LocalRedis.Program is not null)
        {
            _redis = await LocalRedis.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            host.Client.Dispose();
            await host.App.StopAsync();
            await host.App.DisposeAsync();
        }

        await (_redis?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _database.DisposeAsync();
    }

    [RedisFact]
    public async Task Should_grant_one_budget_and_each_its_own_only_while_Redis_is_away()
    {
        using var judgedAlone = new JudgedAlone();
        await StartAsync();
        await StartAsync();
        await GrantsAsync("early", budgets: 1);
        await GrantsAsync("unknown webhook source", budgets: 1);
        judgedAlone.Count.ShouldBe(0);

        await using (var redis = await ConnectionMultiplexer.ConnectAsync(_redis.Address))
        {
            var keys = await _redis.KeysAsync();
            keys.ShouldBe(["integration:rate:api:early", "integration:rate:webhooks:unknown:127.0.0.1"], ignoreOrder: true);
            foreach (var key in keys)
            {
                (await redis.GetDatabase().KeyTimeToLiveAsync(key)).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(Burst));
            }

            await redis.GetDatabase().ExecuteAsync("SCRIPT", "FLUSH");
        }

        await GrantsAsync("flushed", budgets: 1);

        await _redis.DisposeAsync();
        await GrantsAsync("alone", budgets: 2);
        judgedAlone.Count.ShouldBeGreaterThanOrEqualTo(2 * Burst);
        foreach (var host in _hosts)
        {
            host.Log.Count(Away).ShouldBe(1);
        }

        _redis = await LocalRedis.StartAsync(_redis.Port);
        foreach (var host in _hosts)
        {
            await host.Log.UntilAsync(Back, () => AskAsync(host, "looker"));
        }

        await GrantsAsync("later", budgets: 1);
        foreach (var host in _hosts)
        {
            (host.Log.Count(Away), host.Log.Count(Back)).ShouldBe((1, 1));
        }
    }

    [RedisFact]
    public async Task Should_wait_for_a_slow_Redis_once_and_not_at_every_request()
    {
        using var judgedAlone = new JudgedAlone();
        var host = await StartAsync("--Ingress:RedisTimeoutMilliseconds=50", "--Ingress:RedisRetrySeconds=300");
        await _redis.SignalAsync("STOP");
        await GrantsAsync("alone", budgets: 1);
        judgedAlone.Count.ShouldBeGreaterThanOrEqualTo(Burst);
        host.Log.Count(Away).ShouldBe(1);
    }

    [RedisFact]
    public async Task Should_start_and_limit_without_Redis_and_share_once_it_is_there()
    {
        await _redis.DisposeAsync();
        await StartAsync();
        await StartAsync();
        await GrantsAsync("alone", budgets: 2);
        _redis = await LocalRedis.StartAsync(_redis.Port);
        foreach (var host in _hosts)
        {
            await host.Log.UntilAsync(Back, () => AskAsync(host, "looker"));
        }

        await GrantsAsync("later", budgets: 1);
    }

    /// <summary>Asks every host for twice its own budget at once. What is granted is refused right behind the limit, without a look into the database: the scope is missing, or the source is not known.</summary>
    private async Task GrantsAsync(string client, int budgets)
    {
        var watch = Stopwatch.StartNew();
        var answers = await Task.WhenAll(Enumerable.Range(0, 2 * Burst).SelectMany(_ => _hosts.Select(host => AskAsync(host, client))));
        var grown = (int)Math.Ceiling(watch.Elapsed.TotalSeconds) + 1;
        var granted = answers.Count(status => status is HttpStatusCode.Forbidden or HttpStatusCode.NotFound);
        granted.ShouldBeInRange(budgets * Burst, budgets * (Burst + grown), $"of {client}, in {watch.Elapsed}");
        answers.Count(status => status == HttpStatusCode.TooManyRequests).ShouldBe(answers.Length - granted);
    }

    private static async Task<HttpStatusCode> AskAsync(Host host, string client)
    {
        using var request = Clients.Contains(client)
            ? new HttpRequestMessage(HttpMethod.Post, "/v1/payments") { Headers = { { "X-Api-Key", client } } }
            : new HttpRequestMessage(HttpMethod.Post, "/webhooks/nobody");
        using var answer = await host.Client.SendAsync(request);
        (answer.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1)).ShouldBe(answer.StatusCode == HttpStatusCode.TooManyRequests);
        return answer.StatusCode;
    }

    private async Task<Host> StartAsync(params string[] settings)
    {
        var log = new LogLines();
        string[] limits = ["--Api:Burst=20", "--Api:RequestsPerSecond=1", "--Webhooks:Burst=20", "--Webhooks:RequestsPerSecond=1", "--Ingress:RedisTimeoutMilliseconds=1000"];
        var keys = Clients.SelectMany(client => new[] { $"--Api:Keys:{client}:Name={client}", $"--Api:Keys:{client}:Sha256={ApiHost.Sha256(client)}", $"--Api:Keys:{client}:Scopes:0=payments:read" });
        var app = IngressService.Build(
            [
                "--urls=http://127.0.0.1:0", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={_database.ConnectionString};Maximum Pool Size=5", $"--ConnectionStrings:Redis={_redis.Address}",
                "--Webhooks:Stripe:SigningSecrets:0=whsec_of_the_test", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Integration.WebhookIngress.Http=Information", .. limits, .. keys, .. settings,
            ],
            bus => bus.AddSingleton<ILoggerProvider>(log));
        await IngressService.PrepareAsync(app);
        await app.StartAsync();
        var host = new Host(app, new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) }, log);
        _hosts.Add(host);
        return host;
    }

    private sealed record Host(WebApplication App, HttpClient Client, LogLines Log);

    private sealed class JudgedAlone : IDisposable
    {
        private readonly MeterListener _listener = new();
        private long _count;

        public JudgedAlone()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "integration.rate_limits.judged_alone")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref _count, value));
            _listener.Start();
        }

        public long Count => Interlocked.Read(ref _count);

        public void Dispose() => _listener.Dispose();
    }
}
