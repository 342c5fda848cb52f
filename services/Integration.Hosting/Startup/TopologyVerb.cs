using Integration.Hosting.Messaging;
using Microsoft.AspNetCore.Builder;

namespace Integration.Hosting.Startup;

/// <summary><c>&lt;service&gt; topology [--format text|bicep|emulator]</c>: what the broker has to hold for the service, told what its settings say. Needs the settings of the service and connects to nothing. Exit code 0, or 64 when the command cannot be read.</summary>
internal static class TopologyVerb
{
    /// <summary>The first word of the arguments.</summary>
    public const string Verb = "topology";

    /// <summary>EX_USAGE of sysexits.h.</summary>
    private const int Unreadable = 64;

    public static int Run(WebApplication app, string[] args)
    {
        var form = args switch
        {
            [Verb] => "text",
            [Verb, "--format", var named] => named,
            _ => "",
        };
        if (!TopologyText.Forms.TryGetValue(form, out var write))
        {
            Console.Error.WriteLine($"{Verb} [--format {string.Join('|', TopologyText.Forms.Keys)}]");
            return Unreadable;
        }

        Console.Write(write(Topology.Of(app.Services)));
        return 0;
    }
}
