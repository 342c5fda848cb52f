using Integration.Contracts.Payments;
using Integration.Examples;
using MassTransit;

// Asks for one payment and waits for its end. AMQP_URL says where the broker is.
var answers = new Answers(Guid.NewGuid());
var bus = Bus.Factory.CreateUsingRabbitMq(configure =>
{
    configure.Host(new Uri(Environment.GetEnvironmentVariable("AMQP_URL") ?? "amqp://guest:guest@127.0.0.1:5672/"));
    // The exchange of each contract is named in contracts/asyncapi.yaml.
    configure.Message<InitiatePayment>(m => m.SetEntityName("payments.initiate-payment"));
    configure.Message<PaymentConfirmed>(m => m.SetEntityName("payments.payment-confirmed"));
    configure.Message<PaymentFailed>(m => m.SetEntityName("payments.payment-failed"));
    // A queue of this run alone. A real agent gives it a name and keeps it.
    configure.ReceiveEndpoint(new TemporaryEndpointDefinition(), endpoint => endpoint.Instance(answers));
});

using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
await bus.StartAsync(deadline.Token);
try
{
    await bus.Publish(
        new InitiatePayment { PaymentId = answers.PaymentId, CustomerId = "customer-1", AmountMinor = 1999, Currency = "EUR", Card = new() { PaymentMethod = "pm_card_visa" } },
        deadline.Token);
    Console.WriteLine(await answers.End.WaitAsync(deadline.Token));
}
finally
{
    await bus.StopAsync(CancellationToken.None);
}
