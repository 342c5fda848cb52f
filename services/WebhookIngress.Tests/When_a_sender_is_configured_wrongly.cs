using System.ComponentModel.DataAnnotations;
using Integration.Hosting.Startup;
using Integration.WebhookIngress.Webhooks;
using Integration.WebhookIngress.Webhooks.HubSpot;
using Integration.WebhookIngress.Webhooks.StandardWebhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.WebhookIngress.Tests;

public sealed class When_a_sender_is_configured_wrongly
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Theory]
    [InlineData("Billing", Secret, "Webhooks__Sources__Billing: a name has")]
    [InlineData("stripe", Secret, "Webhooks__Sources__stripe: a name has")]
    [InlineData("unknown", Secret, "Webhooks__Sources__unknown: a name has")]
    [InlineData("billing", "whsec_c2hvcnQ=", "Webhooks__Sources__billing__Secrets__0 has to be 24 to 64 bytes")]
    [InlineData("billing", "not base64", "Webhooks__Sources__billing__Secrets__0 has to be 24 to 64 bytes")]
    public void Should_say_which_setting_of_a_standard_sender(string name, string secret, string problem) =>
        Problems(new WebhookOptions { Sources = { [name] = new StandardWebhookOptions { Secrets = { secret } } } }).ShouldStartWith(problem);

    [Theory]
    [InlineData("/webhooks/hubspot", "a-client-secret", "Webhooks__HubSpot__Url ")]
    [InlineData(null, "short", "Webhooks__HubSpot__ClientSecrets__0 ")]
    public void Should_say_which_setting_of_HubSpot(string? url, string secret, string problem) =>
        Problems(new HubSpotWebhookOptions { Url = url, ClientSecrets = { secret } }).ShouldStartWith(problem);

    [Fact]
    public void Should_say_nothing_of_right_ones()
    {
        Problems(new WebhookOptions { Sources = { ["billing"] = new StandardWebhookOptions { Secrets = { Secret } } } }).ShouldBeEmpty();
        Problems(new HubSpotWebhookOptions { Url = "https://hooks.example.com/in", ClientSecrets = { "a-client-secret" } }).ShouldBeEmpty();
    }

    /// <summary>Both would have one address.</summary>
    [Fact]
    public async Task Should_not_start_with_a_source_that_bears_the_name_of_a_registered_sender()
    {
        await using var right = Build("--Webhooks:Sources:billing:Secrets:0=" + Secret);
        var senders = right.Services.GetServices<IWebhookSender>().Select(sender => sender.Source).ToList();
        senders.ShouldContain("stripe");
        foreach (var name in senders)
        {
            Should.Throw<ConfigurationException>(() => Build($"--Webhooks:Sources:{name}:Secrets:0={Secret}")).Message.ShouldContain($"Webhooks__Sources__{name}: a name has");
        }
    }

    private static WebApplication Build(string source) => IngressService.Build(
    [
        "--Messaging:Transport=InMemory", "--ConnectionStrings:Integration=Host=127.0.0.1;Database=none", "--Webhooks:Stripe:SigningSecrets:0=whsec_of_the_test", "--Logging:LogLevel:Default=None", source,
    ]);

    private static string Problems(IValidatableObject options) => string.Join("; ", options.Validate(new ValidationContext(options)).Select(problem => problem.ErrorMessage));
}
