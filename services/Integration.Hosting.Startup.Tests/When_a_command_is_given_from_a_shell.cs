using System.Text.Json;
using Integration.Contracts.Operations;
using Integration.Hosting.Messaging;
using Integration.Persistence.Tests;

namespace Integration.Hosting.Startup.Tests;

public sealed class When_a_command_is_given_from_a_shell : IAsyncLifetime
{
    /// <summary>Nobody listens there: a command waits for the broker in PostgreSQL.</summary>
    private static readonly (string, string)[] BrokerAway = [("Messaging__Transport", "RabbitMq"), ("ConnectionStrings__RabbitMq", "amqp://guest:guest@127.0.0.1:1/")];

    private readonly Guid _payment = Guid.NewGuid();
    private readonly TestDatabase _database = new();

    public Task InitializeAsync() => _database.CreateAsync();

    public Task DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public void Should_know_every_command_with_who_and_why()
    {
        // Their answer is the only contract beside them.
        var commands = ContractMessages.All.Where(t => t.Namespace == typeof(RecheckPayment).Namespace && t != typeof(OperatorCommandHandled));
        OperatorCommand.All.Select(c => c.Contract).ShouldBe(commands, ignoreOrder: true);
        OperatorCommand.All.ShouldAllBe(c => c.Usage.EndsWith(" --by TEXT --why TEXT", StringComparison.Ordinal));
        OperatorCommand.Named("return-duplicate-charge")!.Usage.ShouldBe("ReturnDuplicateCharge --payment ID --attempt ID --by TEXT --why TEXT");
        OperatorCommand.Named("ReconcileGateways")!.Usage.ShouldBe("ReconcileGateways [--payment ID] [--from TIME] [--until TIME] [--refunds-from TIME] --by TEXT --why TEXT");
        OperatorCommand.Named("AcceptDifference")!.Usage.ShouldContain("--ours-minor NUMBER --theirs-minor NUMBER");
    }

    [Fact]
    public void Should_make_the_message_that_the_contract_describes()
    {
        var json = OperatorCommand.Named("AcceptDifference")!.Read(
            ["--gateway", "stripe", "--kind", "not_ours", "--reference", "ch_1", "--ours-minor", "0", "--theirs-minor", "1999", "--by", "ops", "--why", "the shop's own"]);
        JsonSerializer.Deserialize<AcceptDifference>(json, JsonSerializerOptions.Web).ShouldBe(new AcceptDifference
        {
            Gateway = "stripe", Kind = "not_ours", Reference = "ch_1", OursMinor = 0, TheirsMinor = 1999, By = "ops", Why = "the shop's own",
        });
        var window = OperatorCommand.Named("ReconcileGateways")!.Read(["--from", "2026-11-01", "--until", "2026-11-02T00:00:00+01:00", "--by", "ops", "--why", "late file"]);
        var read = JsonSerializer.Deserialize<ReconcileGateways>(window, JsonSerializerOptions.Web)!;
        (read.PaymentId, read.From, read.Until).ShouldBe((null, new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.FromHours(1))));
    }

    [Theory]
    [InlineData("RecheckPayment --payment 4a --by ops --why late", "--payment is no ID.")]
    [InlineData("RecheckPayment --payment 00000000-0000-0000-0000-000000000000 --by ops --why late", "--payment is missing.")]
    [InlineData("RecheckPayment --by ops", "--payment is missing; --why is missing.")]
    [InlineData("RecheckPayment --payment", "--payment lacks its value.")]
    [InlineData("RecheckPayment --paymnet x", "'--paymnet' is not known.")]
    [InlineData("ReconcileGateways --by ops --why late", "--payment or a window, from and until, has to be given, and not both.")]
    [InlineData("ReconcileGateways --from yesterday --by ops --why late", "--from is no TIME.")]
    [InlineData("AcceptDifference --gateway stripe --kind k --reference r --ours-minor 1.5 --theirs-minor 1 --by ops --why late", "--ours-minor is no NUMBER.")]
    public void Should_refuse_what_the_contract_refuses(string words, string says) =>
        Should.Throw<FormatException>(() => OperatorCommand.Named(words.Split(' ')[0])!.Read(words.Split(' ')[1..])).Message.ShouldBe(says);

    [Fact]
    public async Task Should_list_the_commands_and_name_an_error_without_any_setting()
    {
        var list = await IngressProcess.RunAsync(["command"]);
        list.ExitCode.ShouldBe(0, list.Output);
        list.Output.Trim().ReplaceLineEndings("\n").Split('\n').ShouldBe(OperatorCommand.All.Select(c => $"command {c.Usage}"));

        var unknown = await IngressProcess.RunAsync(["command", "ChargeAgain", "--payment", $"{_payment}"]);
        unknown.ExitCode.ShouldBe(64);
        unknown.Output.ShouldContain("'ChargeAgain' is no command.");
        var without = await IngressProcess.RunAsync(["command", "RecheckPayment", "--payment", $"{_payment}", "--by", "ops", "--why", " "]);
        without.ExitCode.ShouldBe(64);
        without.Output.ShouldContain("--why is missing.");
        without.Output.ShouldContain("command RecheckPayment --payment ID --by TEXT --why TEXT");
    }

    [Fact]
    public async Task Should_keep_it_for_a_running_service_while_the_broker_is_away()
    {
        (await RunAsync(["migrate"], BrokerAway)).ExitCode.ShouldBe(0);
        var given = await RunAsync(["command", "RecheckPayment", "--payment", $"{_payment}", "--by", "ops", "--why", "the gateway is back"], BrokerAway);
        given.ExitCode.ShouldBe(0, given.Output);
        var id = Guid.Parse(given.Output.Trim());
        (await _database.CountAsync(
            $"messaging.outbox where message_id = '{id}' and destination_address like 'rabbitmq://127.0.0.1:1/operations.recheck-payment%' and message_type = 'urn:message:Integration.Contracts.Operations:RecheckPayment' " +
            $"and body::jsonb = '{{\"paymentId\": \"{_payment}\", \"by\": \"ops\", \"why\": \"the gateway is back\"}}' and available_at <= now()")).ShouldBe(1);
        (await _database.CountAsync("messaging.outbox")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_say_where_nobody_takes_it()
    {
        (string, string)[] alone = [("Messaging__Transport", "InMemory")];
        (await RunAsync(["migrate"], alone)).ExitCode.ShouldBe(0);
        var given = await RunAsync(["command", "RecheckPayment", "--payment", $"{_payment}", "--by", "ops", "--why", "the gateway is back"], alone);
        given.ExitCode.ShouldBe(1);
        given.Output.ShouldContain("No endpoint of this program takes RecheckPayment");
        (await _database.CountAsync("messaging.outbox")).ShouldBe(0);
    }

    private Task<(int ExitCode, string Output)> RunAsync(string[] args, (string, string)[] settings) => IngressProcess.RunAsync(
        args, [("ConnectionStrings__Integration", _database.ConnectionString), ("Webhooks__Stripe__SigningSecrets__0", "whsec_something"), .. settings]);
}
