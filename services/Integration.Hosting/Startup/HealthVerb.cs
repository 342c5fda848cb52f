using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Integration.Hosting.Startup;

/// <summary><c>&lt;service&gt; health [live|ready]</c>: asks the service that listens beside this process with the same settings, as a container's health check does where no other program is in
/// the image. Writes the answer; exit code 0 when it is well (<c>ready</c> unless <c>live</c> is asked for), 1 when it is not or does not answer, 64 when the command cannot be read.</summary>
internal static class HealthVerb
{
    /// <summary>The first word of the arguments.</summary>
    public const string Verb = "health";

    private const int Unwell = 1;

    /// <summary>EX_USAGE of sysexits.h.</summary>
    private const int Unreadable = 64;

    /// <summary>Longer than every check of the service may take; whoever runs the check has a limit of its own.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Asks once. Needs no setting but where the service listens: <c>ASPNETCORE_URLS</c> or <c>ASPNETCORE_HTTP_PORTS</c>.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not ([Verb] or [Verb, "live" or "ready"]))
        {
            await Console.Error.WriteLineAsync($"{Verb} [live|ready]");
            return Unreadable;
        }

        if (Address(new ConfigurationBuilder().AddEnvironmentVariables("ASPNETCORE_").Build()) is not { } address)
        {
            await Console.Error.WriteLineAsync("ASPNETCORE_URLS names no address over plain http, which the health check needs.");
            return Unwell;
        }

        return await AskAsync(new Uri(address, $"/health/{args.ElementAtOrDefault(1) ?? "ready"}"));
    }

    /// <summary>Where the service that has these settings is reached from its own machine. Null: over https alone, whose certificate is made out to another name.</summary>
    internal static Uri? Address(IConfiguration platform)
    {
        var urls = platform["URLS"] is { Length: > 0 } given ? given
            : string.Join(';', Words(platform["HTTP_PORTS"] ?? "").Select(port => $"http://*:{port}")) is { Length: > 0 } ports ? ports
            : "http://localhost:5000";
        return Words(urls).Select(BindingAddress.Parse).FirstOrDefault(a => a.Scheme == Uri.UriSchemeHttp && !a.IsUnixPipe) is { } bound
            ? new UriBuilder(bound.Scheme, Reachable(bound.Host), bound.Port).Uri
            : null;
    }

    private static string[] Words(string list) => list.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>An address that means all of them listens on loopback, too.</summary>
    private static string Reachable(string host) => host is "*" or "+" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && (ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)))
        ? "127.0.0.1"
        : host;

    private static async Task<int> AskAsync(Uri address)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(address);
            Console.WriteLine(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : Unwell;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address} does not answer: {failure.GetBaseException().Message.ReplaceLineEndings(" ")}");
            return Unwell;
        }
    }
}
