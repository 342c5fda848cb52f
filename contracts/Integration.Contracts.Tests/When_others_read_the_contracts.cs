using Integration.Contracts.Operations;
using Integration.Contracts.Payments;
using Integration.Conventions;

namespace Integration.Contracts.Tests;

/// <summary>Ajv and AsyncAPI's own parser, which know nothing of .NET.</summary>
public sealed class When_others_read_the_contracts
{
    private static readonly InitiatePayment Payment = (InitiatePayment)Examples.Of(typeof(InitiatePayment));
    private static readonly RefundPayment Refund = (RefundPayment)Examples.Of(typeof(RefundPayment));
    private static readonly RecheckPayment Recheck = (RecheckPayment)Examples.Of(typeof(RecheckPayment));

    [Fact]
    public async Task Should_find_every_schema_every_example_and_the_AsyncAPI_document_valid()
    {
        var lines = await Checker.FilesAsync();
        lines.ShouldAllBe(line => line.StartsWith("ok ", StringComparison.Ordinal));
        // Per contract: its schema, its example, its operation.
        lines.Count.ShouldBe((3 * Contract.All.Count) + 1);
    }

    [Fact]
    public async Task Should_notice_what_is_wrong()
    {
        var copy = Directory.CreateTempSubdirectory("integration-contracts-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(copy, "schemas"));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "contracts", "schemas")))
            {
                var text = await File.ReadAllTextAsync(file);
                await File.WriteAllTextAsync(Path.Combine(copy, "schemas", Path.GetFileName(file)), file.Contains("cancel-payment", StringComparison.Ordinal) ? text.Replace("\"uuid\"", "\"date\"", StringComparison.Ordinal) : text);
            }

            var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "contracts", AsyncApi.File));
            await File.WriteAllTextAsync(Path.Combine(copy, AsyncApi.File), document.Replace("action: receive", "action: hear", StringComparison.Ordinal));

            var wrong = (await Checker.FilesAsync(copy)).Where(line => line.StartsWith("not ok", StringComparison.Ordinal)).ToList();
            wrong.ShouldContain(line => line.Contains("cancel-payment.schema.json accepts its example", StringComparison.Ordinal));
            wrong.ShouldContain(line => line.Contains("asyncapi.yaml is AsyncAPI 3", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>On the limit and one beyond it: what the product takes, the schema takes, and what the schema refuses the product refuses.</summary>
    [Fact]
    public async Task Should_draw_the_limits_where_the_rules_do()
    {
        var cases = new (bool Good, object Message)[]
        {
            (true, Payment with { AmountMinor = 1 }), (false, Payment with { AmountMinor = 0 }),
            (true, Payment with { Currency = "JPY" }), (false, Payment with { Currency = "euro" }), (false, Payment with { Currency = "eur" }),
            (true, Payment with { CustomerId = Text(128) }), (false, Payment with { CustomerId = Text(129) }), (false, Payment with { CustomerId = "" }),
            (true, Payment with { OrderId = Text(128) }), (false, Payment with { OrderId = Text(129) }), (true, Payment with { OrderId = null, PayPal = null, Metadata = null, Description = null }),
            (true, Payment with { Description = Text(500) }), (false, Payment with { Description = Text(501) }),
            (true, Payment with { Card = new() { PaymentMethod = Text(128) } }), (false, Payment with { Card = new() { PaymentMethod = Text(129) } }), (false, Payment with { Card = new() { PaymentMethod = "" } }),
            (true, Payment with { PayPal = new() { VaultToken = Text(255) } }), (false, Payment with { PayPal = new() { VaultToken = Text(256) } }),
            (true, Payment with { PayPal = new() { VaultToken = "sealed.v1." + Text(1090) } }), (false, Payment with { PayPal = new() { VaultToken = "sealed.v1." + Text(1091) } }),
            (false, Payment with { Card = Payment.Card with { ReturnUrl = "nowhere" } }), (false, Payment with { Card = Payment.Card with { ReturnUrl = "https://a.example/" + Text(2048) } }),
            (true, Payment with { Metadata = Entries(20) }), (false, Payment with { Metadata = Entries(21) }),
            (true, Payment with { Metadata = new Dictionary<string, string> { [Text(40)] = Text(500) } }),
            (false, Payment with { Metadata = new Dictionary<string, string> { [Text(41)] = "" } }), (false, Payment with { Metadata = new Dictionary<string, string> { ["a"] = Text(501) } }),
            (true, Refund with { AmountMinor = null }), (true, Refund with { AmountMinor = 1 }), (false, Refund with { AmountMinor = 0 }), (false, Refund with { Reason = Text(501) }),
            (true, Recheck with { By = Text(128), Why = Text(500) }), (false, Recheck with { By = Text(129) }), (false, Recheck with { By = "" }), (false, Recheck with { Why = Text(501) }),
        };
        var messages = cases.Select(c => (Contract: Contract.All.Single(known => known.Type == c.Message.GetType()), Json: Contract.Write(c.Message), c.Good)).ToList();

        var schemas = await Checker.MessagesAsync(messages.Select(m => (m.Contract, m.Json)));
        schemas.Count.ShouldBe(messages.Count);
        foreach (var (message, verdict) in messages.Zip(schemas))
        {
            (verdict == "fits").ShouldBe(message.Good, $"{verdict}: {message.Json.ToJsonString()}");
            (message.Contract.Violations(message.Json).Count == 0).ShouldBe(message.Good, message.Json.ToJsonString());
        }
    }

    [Fact]
    public async Task Should_let_a_newer_sender_say_more()
    {
        var cases = Contract.All.Select(contract => (contract, contract.Example)).ToList();
        cases.ForEach(c => c.Example["newerThanThis"] = true);
        (await Checker.MessagesAsync(cases)).ShouldAllBe(verdict => verdict == "fits");
    }

    private static string Text(int length) => new('x', length);

    private static Dictionary<string, string> Entries(int count) => Enumerable.Range(0, count).ToDictionary(i => $"key {i}", _ => "value");
}
