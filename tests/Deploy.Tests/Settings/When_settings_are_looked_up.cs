using Integration.Conventions;

namespace Integration.Deploy.Settings;

public sealed class When_settings_are_looked_up
{
    [Theory]
    [InlineData("ConnectionStrings__Integration")]
    [InlineData("Messaging__Transport")]
    [InlineData("Secrets__Directory")]
    [InlineData("Gateways__Stripe__SecretKey")]
    [InlineData("Gateways__Stripe__RequestsPerSecond")]
    [InlineData("Webhooks__Stripe__SigningSecrets__0")]
    [InlineData("Webhooks__Sources__shop__Secrets__0")]
    [InlineData("Api__Keys__shop__Sha256")]
    [InlineData("Persistence__MigrateAtStart")]
    [InlineData("Secrets__TokenKeys__0")]
    [InlineData("Secrets__KeyVault__Uri")]
    [InlineData("Crm__Provider")]
    [InlineData("Crm__Sync__BatchSize")]
    [InlineData("Crm__Mapping__Payment__Fields__amount")]
    [InlineData("Crm__Mapping__Payment__Values__dealstage__confirmed")]
    [InlineData("Crm__Inbound__Contact__Fields__0")]
    [InlineData("Crm__Salesforce__DailyShare")]
    [InlineData("ExternalApis__crm__BaseAddress")]
    [InlineData("ExternalApis__crm__Auth__ApiKey__Key")]
    [InlineData("ExternalApis__crm__Auth__OAuth2__ClientSecret")]
    public void Should_know_the_products(string name) => KnownSettings.InProduct(name).ShouldBeTrue();

    /// <summary>Names that are not the product's own: others gave them their meaning, and the product keeps to it.</summary>
    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("OTEL_TRACES_SAMPLER_ARG")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING")]
    public void Should_know_those_of_telemetry(string name) => KnownSettings.Contains(name).ShouldBeTrue();

    /// <summary>The trace of a line stands in its scopes, which the platform's formatters leave out.</summary>
    [Theory]
    [InlineData("compose.yaml", ": \"true\"")]
    [InlineData("deploy/kubernetes/base/foundation/kustomization.yaml", "=true")]
    public void Should_write_the_trace_wherever_lines_are_JSON(string file, string yes)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        text.ShouldContain("Logging__Console__FormatterName");
        text.ShouldContain($"Logging__Console__FormatterOptions__IncludeScopes{yes}\n");
        KnownSettings.Contains("Logging__Console__FormatterOptions__IncludeScopes").ShouldBeTrue();
    }

    [Theory]
    [InlineData("Gateways__Stripe__SecretKeys")]
    [InlineData("Gateways__stripe__SecretKey")]
    [InlineData("Gateways__Stripe")]
    [InlineData("Gateways__Stripe__SecretKey__0")]
    [InlineData("Webhooks__Stripe__SigningSecrets")]
    [InlineData("Webhooks__Stripe__SigningSecrets__first")]
    [InlineData("ConnectionStrings__Postgres")]
    [InlineData("OTEL_EXPORTER")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION")]
    [InlineData("Persistence__MigratedAtStart")]
    [InlineData("Crm__Providers")]
    [InlineData("Crm__Sync__Batch")]
    [InlineData("ExternalApis__BaseAddress")]
    [InlineData("ExternalApis__hubspot__Auth__ApiKey__Key")]
    [InlineData("ExternalApis__crm__Auth__ApiKey")]
    public void Should_know_no_other(string name) => KnownSettings.Contains(name).ShouldBeFalse();
}
