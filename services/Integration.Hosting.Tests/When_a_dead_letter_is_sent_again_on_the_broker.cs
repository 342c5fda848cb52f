using Integration.Contracts.Payments;
using Integration.Hosting.Secrets;
using Integration.Persistence;
using Integration.Persistence.DeadLetters;
using MassTransit;

namespace Integration.Hosting.Tests;

public sealed class When_a_dead_letter_is_sent_again_on_the_broker : BrokerSpec
{
    private DeadLetterDesk Desk => new(Database.Source, new PersistenceOptions { IsMasked = SecretText.IsMasked }, TimeProvider.System);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_handled_once_by_the_endpoint_that_refused_it(bool plainJson)
    {
        var (payment, message) = (Guid.NewGuid(), Guid.NewGuid());
        await using (var broken = await StartAsync(bus => bus.AddConsumer<BrokenRecorder>().Endpoint(e => e.Name = PaymentRecorder.Endpoint)))
        {
            if (plainJson)
            {
                await OtherLanguage.PublishAsync(Broker, OtherLanguage.Message.Plain(OtherLanguage.Payment(payment, "customer-1"), $"{message}"));
            }
            else
            {
                await broken.PublishAsync(new InitiatePayment { PaymentId = payment, CustomerId = "customer-1", AmountMinor = 1, Currency = "EUR", Card = new() { PaymentMethod = "pm_1" } }, message);
            }

            await Database.UntilAsync("messaging.dead_letters", n => n == 1);
            await MessagesAreAsync(PaymentRecorder.Endpoint + "_error", 1);
        }

        var letter = (await Desk.ListAsync(new() { Endpoint = PaymentRecorder.Endpoint, Contract = nameof(InitiatePayment) }, null, 10, CancellationToken.None)).ShouldHaveSingleItem();
        letter.MessageId.ShouldBe(message);
        (await Desk.RetryAsync(letter.Id, "ops", "the recorder is mended", CancellationToken.None)).ShouldBe(DeadLetterOutcome.Done);
        (await Desk.RetryAsync(letter.Id, "ops", "twice", CancellationToken.None)).ShouldBe(DeadLetterOutcome.AlreadyRetried);

        await using var mended = await StartAsync(bus => bus.AddConsumer<PaymentRecorder>());
        await Database.UntilAsync($"recorded where payment_id = '{payment}'", n => n == 1);
        await NothingInFlightAsync();
        (await Database.CountAsync("recorded")).ShouldBe(1);
        (await Database.CountAsync($"messaging.inbox where message_id = '{message}'")).ShouldBe(1);
        (await Database.CountAsync("recorded where headers ?| array['MT-Reason', 'MT-Fault-Message', 'MT-Fault-ExceptionType', 'Outbox-Row']")).ShouldBe(0);

        // The broker's copy is a copy: nobody reads it, and it is left where it is.
        await MessagesAreAsync(PaymentRecorder.Endpoint + "_error", 1);
    }

    [Fact]
    public async Task Should_not_be_possible_when_its_card_number_was_masked()
    {
        await using var host = await StartAsync(bus => bus.AddConsumer<BrokenRecorder>().Endpoint(e => e.Name = PaymentRecorder.Endpoint));
        await OtherLanguage.PublishAsync(Broker, OtherLanguage.Message.Plain(OtherLanguage.Payment(Guid.NewGuid(), "4242424242424242"), $"{Guid.NewGuid()}"));
        await Database.UntilAsync("messaging.dead_letters where body like '%****%'", n => n == 1);
        var letter = (await Desk.ListAsync(new(), null, 10, CancellationToken.None)).ShouldHaveSingleItem();
        (await Desk.RetryAsync(letter.Id, "ops", "again", CancellationToken.None)).ShouldBe(DeadLetterOutcome.Masked);
        (await Desk.DiscardAsync(letter.Id, "ops", "the sender has to send a token", CancellationToken.None)).ShouldBe(DeadLetterOutcome.Done);
    }
}

/// <summary>The recorder before it was mended.</summary>
public sealed class BrokenRecorder : IConsumer<InitiatePayment>
{
    public Task Consume(ConsumeContext<InitiatePayment> context) => throw new InvalidOperationException("this version is broken");
}
