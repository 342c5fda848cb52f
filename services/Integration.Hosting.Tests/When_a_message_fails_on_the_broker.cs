using MassTransit;

namespace Integration.Hosting.Tests;

public sealed class When_a_message_fails_on_the_broker : BrokerSpec
{
    [Fact]
    public async Task Should_lie_in_the_brokers_dead_letters_and_be_recorded_in_words()
    {
        await using var host = await StartAsync(bus =>
        {
            bus.AddConsumer<PaymentRecorder>();
            bus.AddConsumer<FollowUpRecorder>();
        });
        var (payment, message) = (Guid.NewGuid(), Guid.NewGuid());
        await OtherLanguage.PublishAsync(Broker, OtherLanguage.Message.Plain(OtherLanguage.Payment(payment, "trouble"), $"{message}"));

        var letter = "messaging.dead_letters where " + string.Join(
            " and ",
            $"endpoint = '{PaymentRecorder.Endpoint}'",
            $"message_id = '{message}'",
            $"message_type = '{OtherLanguage.Urn}'",
            "content_type = 'application/json'",
            "headers::jsonb ? 'MT-MessageType'",
            $"body::jsonb ->> 'paymentId' = '{payment}'",
            "fault = 'this customer is trouble'",
            "stack like '%PaymentRecorder.Consume%'",
            "first_failed_at <= last_failed_at");
        await Database.UntilAsync($"messaging.dead_letters where message_id = '{message}'", n => n == 1);
        (await Database.CountAsync(letter + " and failures = 1")).ShouldBe(1, await Database.TextAsync($"select to_jsonb(d)::text from messaging.dead_letters d where message_id = '{message}'"));
        await UntilErrorsAsync(1);

        // The sender repeats it: one record, counted.
        await OtherLanguage.PublishAsync(Broker, OtherLanguage.Message.Plain(OtherLanguage.Payment(payment, "trouble"), $"{message}"));
        await Database.UntilAsync(letter + " and failures = 2 and first_failed_at < last_failed_at", n => n == 1);
        await UntilErrorsAsync(2);
        (await Database.CountAsync("recorded")).ShouldBe(0);
        (await Database.CountAsync("messaging.inbox")).ShouldBe(0, "a rolled back message leaves no trace");
    }

    [Fact]
    public async Task Should_record_a_body_that_the_database_cannot_hold_as_it_is()
    {
        await using var host = await StartAsync(bus => bus.AddConsumer<PaymentRecorder>());
        await OtherLanguage.PublishAsync(Broker, OtherLanguage.Message.Plain("{\"paymentId\": \"\0\"", "id-\0-of-a-stranger"));

        await Database.UntilAsync("messaging.dead_letters", n => n == 1);
        await UntilErrorsAsync(1);
    }

    /// <summary>A name that is no text: what cannot be described is recorded all the same, and does not go round in circles.</summary>
    [Fact]
    public async Task Should_record_a_message_whose_type_cannot_be_read()
    {
        await using var host = await StartAsync(bus => bus.AddConsumer<PaymentRecorder>());
        await OtherLanguage.PublishAsync(Broker, OtherLanguage.Message.Plain("""{"messageType":["\ud800"],"message":{} }""", type: null));

        await Database.UntilAsync("messaging.dead_letters where message_type is null and failures = 1", n => n == 1);
        await UntilErrorsAsync(1);
    }

    private Task UntilErrorsAsync(uint count) => MessagesAreAsync(PaymentRecorder.Endpoint + "_error", count);
}
