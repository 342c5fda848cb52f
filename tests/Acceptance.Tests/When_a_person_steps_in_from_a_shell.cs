using Integration.Hosting.Startup.Tests;
using Integration.Hosting.Tests;
using Integration.PaymentWorker;
using Integration.Persistence.Tests;

namespace Integration.Acceptance;

/// <summary>On a broker: the verb writes to the outbox, the running worker's sweep sends it, and the answer is kept.</summary>
public sealed class When_a_person_steps_in_from_a_shell : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly TestVirtualHost _broker = new();
    private readonly HttpClient _client = new();

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        await _broker.CreateAsync();
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _broker.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_be_answered_by_the_running_worker()
    {
        using var worker = ServiceProcess.Start(typeof(PaymentService).Assembly, [], Settings);
        await worker.ReadyAsync(_client);
        using var shell = ServiceProcess.Start(
            typeof(PaymentService).Assembly,
            [
                "command", "accept-difference", "--gateway", "stripe", "--kind", "not_ours", "--reference", "ch_nobodys", "--ours-minor", "0", "--theirs-minor", "1999", "--by", "ops 1",
                "--why", "it is the shop's own",
            ],
            Settings);
        (await shell.ExitCodeAsync()).ShouldBe(0, shell.Output);

        // There is no such difference: it is refused, with a reason, and that is what is kept.
        await _database.UntilAsync("ops.operator_actions where command = 'AcceptDifference' and not accepted and asked_by = 'ops 1' and why = 'it is the shop''s own'", n => n == 1, seconds: 60);
        (await _database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    private (string, string)[] Settings =>
    [
        .. Fleet.Quick, ("Messaging__Transport", "RabbitMq"), ("ConnectionStrings__RabbitMq", _broker.Address.ToString()), ("ConnectionStrings__Integration", _database.ConnectionString),
    ];
}
