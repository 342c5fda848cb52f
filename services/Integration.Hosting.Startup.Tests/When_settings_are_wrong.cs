namespace Integration.Hosting.Startup.Tests;

public sealed class When_settings_are_wrong
{
    [Fact]
    public async Task Should_name_every_one_of_them_in_one_message_and_exit_with_78()
    {
        var (code, output) = await IngressProcess.RunAsync(
            [],
            ("ConnectionStrings__Integration", ""),
            ("Messaging__Transport", "Pigeon"),
            ("Webhooks__ToleranceSeconds", "abc"),
            ("Webhooks__MaxBodyBytes", "many"),
            ("Webhooks__RequestsPerSecond", "0"),
            ("Ingress__MaxConnections", "-1"),
            ("Persistence__SweepLimit", "0"),
            ("Persistence__InboxRetentionDays", "x"),
            ("Persistence__MigrateAtStart", "perhaps"),
            ("Shutdown__TimeoutSeconds", "99999"),
            ("Health__OutboxLagSeconds", "0"),
            ("Secrets__Directory", "/nowhere/at/all"),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "collector"), ("APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey=mine"));

        code.ShouldBe(78, output);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines[0].ShouldBe("WebhookIngress cannot start, its configuration is wrong:");
        lines.Skip(1).ShouldAllBe(line => line.StartsWith("  - ", StringComparison.Ordinal));
        foreach (var setting in (string[])
            [
                "ConnectionStrings__Integration is missing", "Messaging__Transport is missing or unknown", "Webhooks__ToleranceSeconds cannot be read: a whole number",
                "Webhooks__MaxBodyBytes cannot be read", "Webhooks__RequestsPerSecond must be between 1", "Webhooks__Stripe__SigningSecrets__0 is missing",
                "Ingress__MaxConnections must be", "Persistence__SweepLimit must be", "Persistence__InboxRetentionDays cannot be read",
                "Persistence__MigrateAtStart cannot be read: true or false", "Shutdown__TimeoutSeconds must be", "Health__OutboxLagSeconds must be",
                "Secrets__Directory names no directory", "OTEL_EXPORTER_OTLP_ENDPOINT is no address", "APPLICATIONINSIGHTS_CONNECTION_STRING is no connection string",
            ])
        {
            lines.Count(line => line.Contains(setting, StringComparison.Ordinal)).ShouldBe(1, $"{setting}\n{output}");
        }

        lines.Length.ShouldBe(16, output);
    }

    [Theory]
    [InlineData("AzureServiceBus", "Messaging__Transport is AzureServiceBus, which this build does not contain")]
    [InlineData("7", "Messaging__Transport is missing or unknown")]
    [InlineData("RabbitMq", "ConnectionStrings__RabbitMq is missing or no address")]
    public async Task Should_say_what_is_wrong_with_the_transport(string transport, string said)
    {
        var (code, output) = await IngressProcess.RunAsync(
            [],
            ("ConnectionStrings__Integration", "Host=127.0.0.1;Password=hunter2"),
            ("ConnectionStrings__RabbitMq", "broker:5672"),
            ("Messaging__Transport", transport),
            ("Webhooks__Stripe__SigningSecrets__0", "whsec_something"));

        code.ShouldBe(78, output);
        output.ShouldContain(said);
    }

    [Fact]
    public async Task Should_show_no_value_because_it_may_be_a_secret_in_the_wrong_place()
    {
        var (code, output) = await IngressProcess.RunAsync(
            [],
            ("ConnectionStrings__Integration", "postgres://user:hunter2@host/db"),
            ("Messaging__Transport", "hunter2"),
            ("Webhooks__ToleranceSeconds", "hunter2"),
            ("Webhooks__Stripe__SigningSecrets__0", "hunter2"));

        code.ShouldBe(78, output);
        output.ShouldNotContain("hunter2");
        output.ShouldContain("Webhooks__Stripe__SigningSecrets__0 is too short");
        output.ShouldContain("ConnectionStrings__Integration is no PostgreSQL connection string");
    }
}
