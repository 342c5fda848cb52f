using Integration.Hosting.Startup;
using Integration.Persistence.Tests;
using Microsoft.Extensions.Configuration;

namespace Integration.Hosting.Startup.Tests;

/// <summary>As a container's health check does it: the same program, in a process of its own, beside the service.</summary>
public sealed class When_health_is_asked_from_a_shell : IAsyncLifetime
{
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Should_tell_a_well_service_from_one_that_lost_its_database_and_one_that_is_gone()
    {
        var lost = new TestDatabase();
        await lost.CreateAsync();
        using var client = new HttpClient();
        using var service = IngressProcess.Start(
            [], ("ConnectionStrings__Integration", lost.ConnectionString), ("Messaging__Transport", "InMemory"), ("Webhooks__Stripe__SigningSecrets__0", "whsec_something"));
        await service.ReadyAsync(client);

        var well = await AskAsync(service.Address, "health");
        well.ShouldBe((0, well.Output));
        well.Output.ShouldContain("PostgreSQL answers");

        await lost.DisposeAsync();
        var unready = await AskAsync(service.Address, "health", "ready");
        unready.ShouldBe((1, unready.Output));
        unready.Output.ShouldContain("PostgreSQL does not answer");
        (await AskAsync(service.Address, "health", "live")).Code.ShouldBe(0);

        await service.KillAsync();
        var gone = await AskAsync(service.Address, "health", "live");
        gone.ShouldBe((1, gone.Output));
        gone.Output.ShouldContain("does not answer");
    }

    [Fact]
    public async Task Should_refuse_a_word_it_does_not_know() =>
        (await AskAsync(new("http://127.0.0.1:9"), "health", "well")).ShouldBe((64, "health [live|ready]"));

    [Theory]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8080", "http://127.0.0.1:8080/")]
    [InlineData("ASPNETCORE_HTTP_PORTS", "8081;8080", "http://127.0.0.1:8081/")]
    [InlineData("ASPNETCORE_URLS", "http://+:5080", "http://127.0.0.1:5080/")]
    [InlineData("ASPNETCORE_URLS", "https://*:5443;http://[::]:5080", "http://127.0.0.1:5080/")]
    [InlineData("ASPNETCORE_URLS", "http://[::1]:5080", "http://[::1]:5080/")]
    [InlineData("ASPNETCORE_URLS", "http://10.1.2.3:5080", "http://10.1.2.3:5080/")]
    [InlineData("ASPNETCORE_URLS", "https://*:5443", null)]
    [InlineData("OTHER", "", "http://localhost:5000/")]
    public void Should_find_where_the_service_listens(string name, string value, string? address)
    {
        var platform = new ConfigurationBuilder().AddInMemoryCollection([new(name.Replace("ASPNETCORE_", "", StringComparison.Ordinal), value)]).Build();
        var found = HealthVerb.Address(platform)?.ToString();
        found.ShouldBe(address);
    }

    /// <summary>Only where the service listens is told, and where it must not look.</summary>
    private static async Task<(int Code, string Output)> AskAsync(Uri service, params string[] args)
    {
        using var process = ServiceProcess.Start(typeof(WebhookIngress.IngressService).Assembly, service, args);
        var code = await process.ExitCodeAsync();
        return (code, process.Output.Trim());
    }
}
