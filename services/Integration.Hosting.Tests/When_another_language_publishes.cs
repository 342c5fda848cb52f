using System.Text.Json;
using Integration.Contracts.Payments;
using MassTransit;
using static Integration.Hosting.Tests.OtherLanguage;

namespace Integration.Hosting.Tests;

public sealed class When_another_language_publishes : BrokerSpec
{
    private readonly Guid _payment = Guid.NewGuid();

    [Fact]
    public async Task Should_reach_the_same_consumer_as_the_envelope_and_each_once()
    {
        await using var host = await StartRecordersAsync();
        var (plain, envelope, fromDotnet) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        var message = Guid.NewGuid();
        await host.PublishAsync(new InitiatePayment
        {
            PaymentId = fromDotnet,
            CustomerId = "cus-1",
            AmountMinor = 1999,
            Currency = "EUR",
            Card = new() { PaymentMethod = "pm_card_visa" },
            Metadata = new Dictionary<string, string> { ["basket"] = "7" },
        });
        await PublishAsync(
            Broker,
            OtherLanguage.Message.Plain(Payment(plain), $"{message}"),
            OtherLanguage.Message.Plain(Payment(plain), $"{message}"),
            Envelope(envelope));

        await Database.UntilAsync("recorded where contract = 'PaymentPending'", n => n == 3);
        await NothingInFlightAsync();
        (await Database.CountAsync("recorded where contract = 'InitiatePayment'")).ShouldBe(3);
        (await Database.CountAsync($"recorded where contract = 'InitiatePayment' and payment_id in ('{plain}', '{envelope}', '{fromDotnet}')")).ShouldBe(3);
        (await Database.CountAsync("(select distinct body - 'PaymentId' from recorded where contract = 'InitiatePayment') same")).ShouldBe(1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("17")]
    public async Task Should_recognise_a_repeat_without_a_proper_message_id(string? messageId)
    {
        await using var host = await StartRecordersAsync();
        var other = Guid.NewGuid();
        await PublishAsync(
            Broker,
            OtherLanguage.Message.Plain(Payment(_payment), messageId),
            OtherLanguage.Message.Plain(Payment(_payment), messageId),
            OtherLanguage.Message.Plain(Payment(other), messageId));

        await Database.UntilAsync($"recorded where contract = 'PaymentPending' and payment_id = '{other}'", n => n == 1);
        await MessagesAreAsync(PaymentRecorder.Endpoint, 0);
        (await Database.CountAsync($"recorded where contract = 'InitiatePayment' and payment_id = '{_payment}'")).ShouldBe(1);
        (await Database.CountAsync($"recorded where contract = 'InitiatePayment' and payment_id = '{other}'")).ShouldBe(1, "another body under the same number is another message");
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    public static TheoryData<string, string?, string, string> Refused() => new()
    {
        { Payment(Guid.NewGuid()), null, "_error", "The message does not say what it is: set the header MT-MessageType%" },
        { Payment(Guid.NewGuid()), "urn:message:Integration.Contracts.Payments:Unheard", "_skipped", "%urn:message:Integration.Contracts.Payments:Unheard%" },
        { "{\"paymentId\": ", Urn, "_error", "%JSON%" },
        { "", Urn, "_error", "%required%" },
        { "{\"paymentId\":\"11111111-1111-1111-1111-111111111111\"}", Urn, "_error", "%required properties%" },
        { Payment(Guid.NewGuid()).Replace("1999", "\"a lot\"", StringComparison.Ordinal), Urn, "_error", "%amountMinor%" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Should_refuse_what_it_cannot_read_with_the_reason_and_go_on(string body, string? type, string queue, string reason)
    {
        await using var host = await StartRecordersAsync();
        await PublishAsync(Broker, OtherLanguage.Message.Plain(body, type: type), OtherLanguage.Message.Plain(Payment(_payment)));

        await Database.UntilAsync($"messaging.dead_letters where endpoint = '{PaymentRecorder.Endpoint}' and fault like '{reason}' and content_type like 'application/json%'", n => n == 1);
        await Database.UntilAsync("recorded where contract = 'PaymentPending'", n => n == 1);
        await MessagesAreAsync(PaymentRecorder.Endpoint, 0);
        await MessagesAreAsync(PaymentRecorder.Endpoint + queue, 1);
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(1);
        (await Database.CountAsync($"recorded where payment_id <> '{_payment}'")).ShouldBe(0, "no consumer may have run");
    }

    [Fact]
    public async Task Should_not_pass_on_the_senders_headers()
    {
        await using var host = await StartRecordersAsync();
        await PublishAsync(Broker, new OtherLanguage.Message(Payment(_payment), new
        {
            contentType = "application/json",
            headers = new Dictionary<string, string> { ["MT-MessageType"] = Urn, ["X-Secret-Of-The-Sender"] = "42", ["Content-Type"] = "text/strange" },
        }));

        await Database.UntilAsync("recorded where contract = 'InitiatePayment' and headers ? 'X-Secret-Of-The-Sender'", n => n == 1);
        await Database.UntilAsync("recorded where contract = 'PaymentPending' and content_type = 'application/vnd.masstransit+json'", n => n == 1);
        (await Database.CountAsync("recorded where contract = 'PaymentPending' and (headers ? 'X-Secret-Of-The-Sender' or headers ->> 'Content-Type' = 'text/strange')")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_not_let_a_header_delete_a_row_of_ours()
    {
        await using var host = await StartRecordersAsync();
        var row = Guid.NewGuid();
        await Database.ExecuteAsync(
            "insert into messaging.outbox (id, message_id, sent_at, content_type, message_type, body, due_at, is_timer, attempts, available_at, owner) " +
            $"values ('{row}', gen_random_uuid(), now(), 'x', 'x', 'x', now() + interval '1 day', true, 0, now() + interval '1 day', gen_random_uuid())");
        await PublishAsync(Broker, new OtherLanguage.Message(Payment(_payment), new
        {
            contentType = "application/json",
            headers = new Dictionary<string, string> { ["MT-MessageType"] = Urn, ["Outbox-Row"] = $"{row}" },
        }));

        await Database.UntilAsync("recorded where contract = 'PaymentPending'", n => n == 1);
        (await Database.CountAsync($"messaging.outbox where id = '{row}'")).ShouldBe(1);
    }

    private static OtherLanguage.Message Envelope(Guid payment) => new(
        JsonSerializer.Serialize(new
        {
            messageId = Guid.NewGuid(),
            messageType = new[] { Urn },
            message = JsonSerializer.Deserialize<JsonElement>(Payment(payment)),
        }),
        new { contentType = "application/vnd.masstransit+json" });

    private Task<BrokerHost> StartRecordersAsync() => StartAsync(bus =>
    {
        bus.AddConsumer<PaymentRecorder>();
        bus.AddConsumer<FollowUpRecorder>();
    });
}
