using Integration.Conventions;
using Integration.Hosting.Messaging;
using Integration.Standalone;

namespace Integration.Deploy;

/// <summary>What deployments make at the broker is what the services use: the files are what <c>topology</c> writes. <c>INTEGRATION_UPDATE_SNAPSHOTS=1</c> writes them anew.</summary>
public sealed class When_the_topology_is_written
{
    [Theory]
    [InlineData("text", "deploy/topology.txt")]
    [InlineData("bicep", "deploy/azure/topology.json")]
    [InlineData("emulator", "deploy/docker/servicebus/config.json")]
    public async Task Should_be_what_the_services_register(string form, string file)
    {
        await using var app = StandaloneService.Build(
        [
            "--ConnectionStrings:Integration=Host=nowhere", "--Gateways:Stripe:SecretKey=sk_test_nobody", "--Webhooks:Stripe:SigningSecrets:0=whsec_0123456789abcdef", "--Logging:LogLevel:Default=None", "--Crm:Provider=HubSpot", "--ExternalApis:crm:Auth:ApiKey:Key=pat-nobody",
        ]);
        var (path, text) = (Path.Combine(Repository.Root, file), TopologyText.Forms[form](Topology.Of(app.Services)));
        if (Environment.GetEnvironmentVariable("INTEGRATION_UPDATE_SNAPSHOTS") == "1")
        {
            await File.WriteAllTextAsync(path, text);
        }

        (await File.ReadAllTextAsync(path)).ShouldBe(text);
    }

    [Fact]
    public async Task Should_forward_every_command_that_others_may_send_to_a_queue()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "deploy", "topology.txt"));
        foreach (var command in new[] { "payments.initiate-payment", "payments.cancel-payment", "payments.refund-payment", "operations.recheck-payment", "webhooks.gateway-object-changed" })
        {
            lines[Array.IndexOf(lines, $"topic {command}") + 1].ShouldStartWith("  forwards to ");
        }
    }
}
