using System.Text.Json;
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

    /// <summary>The official emulator does not start with more than 50 queues and topics, nor with an empty list of subscriptions (its Config-schema.json).</summary>
    [Fact]
    public async Task Should_fit_into_the_emulator()
    {
        using var config = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "docker", "servicebus", "config.json")));
        var space = config.RootElement.GetProperty("UserConfig").GetProperty("Namespaces")[0];
        var (queues, topics) = (space.GetProperty("Queues").EnumerateArray().ToList(), space.GetProperty("Topics").EnumerateArray().ToList());
        (queues.Count + topics.Count).ShouldBeLessThanOrEqualTo(50);
        var subscriptions = topics.Where(t => t.TryGetProperty("Subscriptions", out _)).Select(t => t.GetProperty("Subscriptions").EnumerateArray().ToList()).ToList();
        subscriptions.ShouldAllBe(s => s.Count > 0);
        subscriptions.SelectMany(s => s).Select(s => s.GetProperty("Properties").GetProperty("ForwardTo").GetString()).ShouldBeSubsetOf(queues.Select(q => q.GetProperty("Name").GetString()));
        var names = topics.Select(t => t.GetProperty("Name").GetString()).ToList();
        new[] { "payments.initiate-payment", "attempts.create-attempt", "attempts.capture-attempt", "attempts.attempt-captured", "payments.payment-confirmed", "webhooks.gateway-object-changed" }.ShouldBeSubsetOf(names);
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
