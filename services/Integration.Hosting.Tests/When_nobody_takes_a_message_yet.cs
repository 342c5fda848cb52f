using Integration.Contracts.Payments;
using Integration.Persistence.Tests;
using MassTransit;

namespace Integration.Hosting.Tests;

/// <summary>A broker confirms what it throws away when no queue gets it: on a new broker, or before the service that takes it has ever run.</summary>
public sealed class When_nobody_takes_a_message_yet : BrokerSpec
{
    private static readonly (string, string)[] Soon = [("Persistence:DeliveryLeaseSeconds", "1"), ("Persistence:SweepIntervalMilliseconds", "100"), ("Persistence:MaxDeliveryAttempts", "2")];

    [Fact]
    public async Task Should_keep_one_that_somebody_has_to_take_until_it_is_taken()
    {
        var payment = new InitiatePayment { PaymentId = Guid.NewGuid(), AmountMinor = 1999, Currency = "EUR", CustomerId = "c-1", Card = new() { PaymentMethod = "pm_card_visa" } };
        await using var door = await StartAsync(OrderBus.Configure, Soon);
        await door.PublishAsync(payment);
        await Database.UntilAsync("messaging.outbox where last_error like '%returned%'", n => n == 1);
        await Database.UntilAsync("messaging.outbox where available_at > sent_at + interval '8 s'", n => n == 1);      // a try a second, and two are allowed to what is at fault itself

        await using var worker = await StartAsync(bus => bus.AddConsumer<PaymentRecorder>().Endpoint(e => e.Name = PaymentRecorder.Endpoint), Soon);
        await Database.UntilAsync($"recorded where payment_id = '{payment.PaymentId}'", n => n == 1);
        await NothingInFlightAsync();
        (await Database.CountAsync("messaging.dead_letters")).ShouldBe(0, "however often it was returned");
    }

    [Fact]
    public async Task Should_let_go_of_one_that_nobody_has_to_hear()
    {
        await using var door = await StartAsync(OrderBus.Configure, Soon);
        await door.PublishAsync(new PaymentPending { PaymentId = Guid.NewGuid(), AmountMinor = 1999, Currency = "EUR", AcceptedAt = DateTimeOffset.UnixEpoch });
        await NothingInFlightAsync();
    }
}
