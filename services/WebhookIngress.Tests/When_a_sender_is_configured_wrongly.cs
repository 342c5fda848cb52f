using System.ComponentModel.DataAnnotations;
using Integration.WebhookIngress.Webhooks;
using Integration.WebhookIngress.Webhooks.HubSpot;
using Integration.WebhookIngress.Webhooks.StandardWebhooks;

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

    private static string Problems(IValidatableObject options) => string.Join("; ", options.Validate(new ValidationContext(options)).Select(problem => problem.ErrorMessage));
}
