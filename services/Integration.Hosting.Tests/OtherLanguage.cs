using System.Diagnostics;
using System.Text.Json;
using Integration.Persistence.Tests;

namespace Integration.Hosting.Tests;

/// <summary>A sender that knows nothing of .NET: a Node program with the usual AMQP client.</summary>
internal static class OtherLanguage
{
    public const string Exchange = "payments.initiate-payment";
    public const string Urn = "urn:message:Integration.Contracts.Payments:InitiatePayment";

    private static readonly SemaphoreSlim Installing = new(1, 1);

    private static string Folder => Path.Combine(LocalScripts.Root, "services", "Integration.Hosting.Tests", "publisher");

    public static Task PublishAsync(Uri broker, params Message[] messages) => RunAsync(
        "node",
        ["publish.js", broker.ToString()],
        string.Join('\n', messages.Select(m => JsonSerializer.Serialize(new { exchange = Exchange, body = m.Body, options = m.Options }))));

    public static string Payment(Guid id, string customer = "cus-1") =>
        $$"""{"paymentId":"{{id}}","customerId":"{{customer}}","amountMinor":1999,"currency":"EUR","metadata":{"basket":"7"},"card":{"paymentMethod":"pm_card_visa"} }""";

    private static async Task RunAsync(string program, string[] arguments, string input)
    {
        await Installing.WaitAsync();
        try
        {
            if (program == "node" && !Directory.Exists(Path.Combine(Folder, "node_modules", "amqplib")))
            {
                await StartAsync("npm", ["ci", "--no-audit", "--no-fund", "--silent"], "");
            }
        }
        finally
        {
            Installing.Release();
        }

        await StartAsync(program, arguments, input);
    }

    private static async Task StartAsync(string program, string[] arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        process.ExitCode.ShouldBe(0, errors);
    }

    /// <summary>What the client is given: a body, and the properties as its documentation names them.</summary>
    internal sealed record Message(string Body, object Options)
    {
        /// <summary>As the interface asks for it.</summary>
        public static Message Plain(string body, string? messageId = null, string? type = Urn) => new(body, new
        {
            contentType = "application/json",
            messageId,
            headers = type is null ? new Dictionary<string, string>() : new() { ["MT-MessageType"] = type },
        });
    }
}
