using Integration.CrmRun;
using Integration.Hosting.Tests;

namespace Integration.CrmSync.Tests;

/// <summary>The short form of <c>deploy/local/crm-run</c>: the service as real processes on RabbitMQ, killed while the CRM fails, goes away and refuses some.</summary>
public sealed class When_everything_goes_wrong_at_once : IAsyncLifetime
{
    private readonly TestVirtualHost _broker = new();

    public Task InitializeAsync() => _broker.CreateAsync();

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Theory]
    [InlineData("HubSpot", 4)]
    [InlineData("Salesforce", 5)]
    public async Task Should_end_with_every_record_as_its_payment_ended_or_listed(string crm, int seed)
    {
        var outcome = await Run.RunAsync(
            new()
            {
                Postgres = Environment.GetEnvironmentVariable("INTEGRATION_TEST_POSTGRES")!, RabbitMq = _broker.Address, Crm = crm, Events = 700, Payments = 200, OutageSeconds = 3, Kills = 3,
                Processes = 2, Seed = seed, Limit = TimeSpan.FromMinutes(4),
            },
            _ => { });
        outcome.Violations.ShouldBeEmpty();
        outcome.Lines.ShouldNotBeEmpty();
    }
}
