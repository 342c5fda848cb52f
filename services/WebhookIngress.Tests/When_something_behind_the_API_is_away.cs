using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;

namespace Integration.WebhookIngress.Tests;

public sealed class When_something_behind_the_API_is_away : IngressSpec
{
    private readonly SilentServer _provider = new();

    protected override IEnumerable<string> Settings =>
    [
        $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Api:Jwt:Authority={_provider.Address}", "--Api:Jwt:Audience=integration", "--Api:Jwt:TimeoutSeconds=1",
        "--Api:Keys:0:Name=shop", $"--Api:Keys:0:Sha256={ApiHost.Sha256(ApiHost.Key)}", "--Api:Keys:0:Scopes:0=payments:write",
    ];

    [Fact]
    public async Task Should_say_that_a_token_could_not_be_judged_when_the_identity_provider_is_and_ask_it_once_for_all()
    {
        await using var provider = new IdentityProvider();
        await provider.StartAsync();
        var token = provider.Token();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            using var request = ApiHost.Payment();
            request.Headers.Remove("X-Api-Key");
            request.Headers.Authorization = new("Bearer", token);
            using var response = await Client.SendAsync(request);

            ((int)response.StatusCode, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["type"]).ShouldBe((503, "urn:integration:problem:identity-provider-away"));
            response.Headers.RetryAfter.ShouldNotBeNull();
        }));
        _provider.Connections.ShouldBe(1);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _provider.Dispose();
    }

    [Fact]
    public async Task Should_say_when_to_come_back_while_the_database_only_reads_as_after_a_fail_over()
    {
        await Database.ExecuteAsync(
            "do $$ begin execute format('alter database %I set default_transaction_read_only = on', current_database()); end $$; " +
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        for (var i = 0; i < 5; i++)
        {
            foreach (var request in new[] { ApiHost.Payment(), FromStripe($$"""{"id":"evt_{{i}}","type":"a","created":1800000000,"data":{"object":{} } }""") })
            {
                using (request)
                {
                    using var response = await Client.SendAsync(request);
                    ((int)response.StatusCode).ShouldBe(503, await response.Content.ReadAsStringAsync());
                    response.Headers.RetryAfter.ShouldNotBeNull();
                }
            }
        }
    }
}

/// <summary>Takes every connection and never says a word.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _taken = [];
    private int _connections;

    public SilentServer()
    {
        _listener.Start();
        Address = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        _ = TakeAsync();
    }

    public string Address { get; }

    public int Connections => Volatile.Read(ref _connections);

    public void Dispose()
    {
        _listener.Dispose();
        _taken.ForEach(client => client.Dispose());
    }

    private async Task TakeAsync()
    {
        try
        {
            while (true)
            {
                _taken.Add(await _listener.AcceptTcpClientAsync());
                Interlocked.Increment(ref _connections);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // Disposed: nobody calls any more.
        }
    }
}
