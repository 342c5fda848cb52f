using Integration.Persistence.Tests;

namespace Integration.Hosting.Startup.Tests;

/// <summary>As containers write them: one JSON object a line, with the trace it belongs to.</summary>
public sealed class When_lines_are_JSON : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_say_which_trace_a_line_belongs_to()
    {
        using var client = new HttpClient();
        using var ingress = IngressProcess.Start(
            [],
            ("ConnectionStrings__Integration", _database.ConnectionString), ("Messaging__Transport", "InMemory"), ("Webhooks__Stripe__SigningSecrets__0", "whsec_something"), ("Persistence__MigrateAtStart", "true"),
            ("Logging__Console__FormatterName", "json"), ("Logging__Console__FormatterOptions__IncludeScopes", "true"), ("Logging__LogLevel__Microsoft.AspNetCore.Hosting.Diagnostics", "Information"));
        await ingress.ReadyAsync(client);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!ingress.Output.Contains("\"TraceId\":\"", StringComparison.Ordinal))
        {
            deadline.IsCancellationRequested.ShouldBeFalse(ingress.Output);
            await poll.WaitForNextTickAsync();
        }
    }
}
