using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.PaymentWorker.Tests;

public sealed class When_concurrency_is_set
{
    [Theory]
    [InlineData(32, 8)]
    [InlineData(5, 3, "--Concurrency:Payments=5", "--Concurrency:Refunds=3")]
    public async Task Should_limit_the_messages_that_sagas_handle_at_once(int payments, int refunds, params string[] settings)
    {
        await using var app = PaymentService.Build(["--ConnectionStrings:Integration=Host=nowhere", "--Messaging:Transport=InMemory", "--Gateways:Stripe:SecretKey=sk_test_nobody", "--Logging:LogLevel:Default=None", .. settings]);
        Endpoint<PaymentState>().ShouldBe(("payments", payments));
        Endpoint<RefundState>().ShouldBe(("refunds", refunds));

        (string?, int?) Endpoint<T>()
            where T : class, ISaga
        {
            var endpoint = ((ISagaDefinition)app.Services.GetRequiredService<ISagaDefinition<T>>()).EndpointDefinition!;
            return (endpoint.GetEndpointName(KebabCaseEndpointNameFormatter.Instance), endpoint.ConcurrentMessageLimit);
        }
    }
}
