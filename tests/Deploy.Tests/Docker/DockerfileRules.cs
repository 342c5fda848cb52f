using System.Text.Json;
using System.Text.RegularExpressions;
using Integration.Deploy.Settings;

namespace Integration.Deploy.Docker;

/// <summary>What an image has to be; each rule says in words what breaks it.</summary>
internal static partial class DockerfileRules
{
    private static readonly string[] Labels = ["title", "description", "licenses", "version", "revision", "base.name"];

    public static List<string> Broken(Dockerfile file) =>
    [
        .. file.Images.Where(i => !Pinned().IsMatch(i)).Select(i => $"FROM {i} names no version"),
        .. file.Images.Count() < 2 ? ["there is one stage: the compiler would be in the image"] : (string[])[],
        .. file.Images.Last().EndsWith("-noble-chiseled", StringComparison.Ordinal) ? (string[])[] : [$"the image stands on {file.Images.Last()}, which has a shell"],
        .. file.Final("RUN").Select(r => $"the image runs {r}: it has no shell to do it"),
        .. file.Final("USER").LastOrDefault() is "1654" ? (string[])[] : [$"the image runs as {file.Final("USER").LastOrDefault() ?? "root"}"],
        .. Command(file.Final("ENTRYPOINT").LastOrDefault()) is ["/app/service"] ? (string[])[] : ["ENTRYPOINT is not the service in the form without a shell"],
        .. Health(file.Final("HEALTHCHECK").LastOrDefault()) is ["/app/service", "health", "live"] ? (string[])[] : ["HEALTHCHECK is not the service's own verb"],
        .. Restore(file).Contains("--locked-mode", StringComparison.Ordinal) ? (string[])[] : ["packages are not taken as the lock files say"],
        .. file.All("RUN").Where(r => r.Contains("--mount=type=cache", StringComparison.Ordinal) && !r.Contains(",sharing=locked ", StringComparison.Ordinal)).Select(_ => "builds at once write into one cache of packages"),
        .. Publish(file).Contains("-p:ContinuousIntegrationBuild=true", StringComparison.Ordinal) && Publish(file).Contains("-p:PathMap=", StringComparison.Ordinal) ? (string[])[] : ["the build is not reproducible"],
        .. new[] { Restore(file), Publish(file) }.All(r => r.Contains("--use-current-runtime ", StringComparison.Ordinal) && r.Contains("-p:PublishReadyToRun=true", StringComparison.Ordinal)) ? (string[])[] : ["the program is compiled at each start"],
        .. new[] { Restore(file), Publish(file) }.All(r => r.Contains("-p:AzureServiceBus=", StringComparison.Ordinal)) && file.All("ARG").Contains("AZURE_SERVICE_BUS=false") ? (string[])[] : ["Service Bus is no choice of the build"],
        .. Labels.Where(l => !file.Final("LABEL").Any(text => text.Contains($"org.opencontainers.image.{l}=", StringComparison.Ordinal))).Select(l => $"the label org.opencontainers.image.{l} is missing"),
        .. Variables(file).Where(v => !KnownSettings.Contains(v)).Select(v => $"ENV {v} is no setting"),
        .. file.Final("ADD").Concat(file.Final("COPY").Where(c => !c.StartsWith("--from=build ", StringComparison.Ordinal))).Select(c => $"the image takes {c} from outside of the build"),
    ];

    private static string Restore(Dockerfile file) => file.All("RUN").SingleOrDefault(r => r.Contains("dotnet restore", StringComparison.Ordinal)) ?? "";

    private static string Publish(Dockerfile file) => file.All("RUN").SingleOrDefault(r => r.Contains("dotnet publish", StringComparison.Ordinal)) ?? "";

    private static string[] Command(string? text) => text is null || !text.StartsWith('[') ? [] : JsonSerializer.Deserialize<string[]>(text)!;

    private static string[] Health(string? text) => text is not null && text.IndexOf("CMD ", StringComparison.Ordinal) is >= 0 and var at ? Command(text[(at + 4)..]) : [];

    private static IEnumerable<string> Variables(Dockerfile file) => file.Final("ENV").SelectMany(e => e.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(e => e.Split('=')[0]);

    [GeneratedRegex(@"(:\d+\.\d+[A-Za-z0-9._-]*|@sha256:[0-9a-f]{64})$")]
    private static partial Regex Pinned();
}
