namespace Integration.Acceptance;

/// <summary>kill -9 of the whole product in one process, again and again, while a gateway at its worst is being charged.</summary>
[Trait("Rule", "R5")]
public sealed class When_the_process_is_killed : ProcessSpec
{
    private const int Payments = 120;
    private static readonly string[] Cards = ["pm_card_visa", "pm_card_visa", "pm_card_mastercard", "pm_card_visa_chargeDeclined"];

    [Fact]
    public async Task Should_charge_every_accepted_payment_once_and_lose_none()
    {
        await using var gateway = await Gateway.StartAsync(Address, "--Sandbox:Profile=nasty", "--Sandbox:Seed=42");
        var commands = Enumerable.Range(0, Payments).Select(i => World.Payment(Cards[i % Cards.Length], 1000 + i)).ToList();
        await WriteAsync(commands);

        foreach (var answers in new[] { 25, 120, 260 })
        {
            using var process = Start(gateway);
            await process.ReadyAsync(Client);
            await Database.UntilAsync("ops.gateway_calls where answered_at is not null", n => n >= answers, seconds: 120);
            await process.KillAsync();
        }

        using var last = Start(gateway);
        await Fleet.SettledAsync(Database, Payments, last);
        await Fleet.BooksAgreeAsync(Database, gateway, good: commands.Count(c => c.Card.PaymentMethod != "pm_card_visa_chargeDeclined"));
        await last.TerminateAsync();
        (await last.ExitCodeAsync()).ShouldBe(0);
    }
}
