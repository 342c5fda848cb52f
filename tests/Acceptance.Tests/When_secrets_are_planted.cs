using System.Text.Json;
using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>SAFETY, invariant 8: secrets and card numbers are planted wherever a caller or an operator can put them, everything is logged, and then both the log and every row are searched.</summary>
[Trait("Rule", "invariant 8")]
public sealed class When_secrets_are_planted : ProcessSpec
{
    private const string Token = "vault_planted_7f3a";
    private const string Card = "4242424242424242";
    private const string EveryTable = "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('payments', 'messaging', 'webhooks')";

    [Fact]
    public async Task Should_find_none_of_them_in_the_log_or_in_a_row()
    {
        await using var gateway = await Gateway.StartAsync(Address);
        var declined = World.WithPayPal(token: Token);
        var challenged = World.Payment("pm_card_authenticationRequired");
        InitiatePayment[] commands =
        [
            challenged with { Card = challenged.Card with { ReturnUrl = "https://shop.example/back" } }, World.WithPayPal(), declined, declined with { AmountMinor = 1 },
            World.WithPayPal(token: Token) with { Description = Card }, World.WithPayPal(token: Token) with { OrderId = "4242 4242 4242 4242" }, World.WithPayPal(token: Token) with { CustomerId = "" },
            World.WithPayPal(token: Token) with { Metadata = new Dictionary<string, string> { ["note"] = Card } },
        ];
        await WriteAsync(commands);
        using var process = Start(gateway, [.. gateway.PayPal, ("Logging__LogLevel__Default", "Trace")]);
        await process.ReadyAsync(Client);
        await Database.UntilAsync("ops.payments where settled_at is not null", n => n == 2, seconds: 120);
        await Database.UntilAsync("ops.payments where state = 'AwaitingCustomer'", n => n == 1, seconds: 60);
        await Database.UntilAsync("messaging.dead_letters", n => n >= 1, seconds: 60);
        await Database.UntilAsync("messaging.outbox where not is_timer", n => n == 0, seconds: 60);
        await process.TerminateAsync();
        (await process.ExitCodeAsync()).ShouldBe(0);

        process.Output.Length.ShouldBeGreaterThan(100_000, "nothing was logged, so nothing was searched");
        var tables = await ReadAsync(EveryTable);
        tables.Count.ShouldBeGreaterThan(10);
        string[] planted = [Token, "vault_ok", Card, "sk_test_sandbox", "paypal_secret_sandbox", "whsec_test", await ClientSecretAsync(gateway), gateway.PayPal.Single(s => s.Name == "Secrets__TokenKeys__0").Value];
        foreach (var secret in planted)
        {
            process.Output.ShouldNotContain(secret, Case.Sensitive);
            foreach (var table in tables)
            {
                (await ReadAsync($"select 1::text from {table} t where strpos(t::text, '{secret}') > 0")).ShouldBeEmpty($"{secret} is in {table}");
            }
        }
    }

    /// <summary>Of the payment that waits for its customer.</summary>
    private async Task<string> ClientSecretAsync(Gateway gateway)
    {
        var intent = (await ReadAsync("select gateway_reference from ops.payments where state = 'AwaitingCustomer'")).ShouldHaveSingleItem();
        using var answer = await gateway.Client.GetAsync(new Uri($"/v1/payment_intents/{intent}", UriKind.Relative));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("client_secret").GetString()!;
    }

    private async Task<List<string>> ReadAsync(string sql)
    {
        await using var command = Database.Source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
        {
            found.Add(rows.GetString(0));
        }

        return found;
    }
}
