using Integration.Hosting.Startup;

namespace Integration.PaymentWorker.Tests;

/// <summary>Somebody starts the worker for the first time.</summary>
public sealed class When_settings_are_missing
{
    [Fact]
    public async Task Should_end_with_a_message_that_names_them_all()
    {
        var (before, said) = (Console.Error, new StringWriter());
        Console.SetError(said);
        try
        {
            (await ServiceRunner.RunAsync("PaymentWorker", [], () => PaymentService.Build([]))).ShouldBe(ServiceRunner.ConfigurationError, said.ToString());
        }
        finally
        {
            Console.SetError(before);
        }

        foreach (var setting in new[] { "ConnectionStrings__Integration", "Messaging__Transport", "Gateways__Stripe__SecretKey" })
        {
            said.ToString().ShouldContain(setting);
        }
    }
}
