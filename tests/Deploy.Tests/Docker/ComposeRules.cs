using System.Text.RegularExpressions;
using Integration.Conventions;
using Integration.Deploy.Settings;

namespace Integration.Deploy.Docker;

/// <summary>What a container of compose.yaml has to be; each rule says in words what breaks it.</summary>
internal static partial class ComposeRules
{
    /// <summary>Everything that is wrong.</summary>
    public static List<string> Broken(Compose compose) =>
    [
        .. compose.Services.SelectMany(s => Image(s.Key, s.Value).Concat(Files(compose, s.Key, s.Value)).Concat(DependsOn(compose, s.Key, s.Value)).Concat(Ports(s.Key, s.Value))),
        .. compose.Services.Where(s => IsOurs(s.Value)).GroupBy(s => Text(s.Value, "image")).SelectMany(Built),
        .. compose.Services.Where(s => IsOurs(s.Value)).SelectMany(s => Rights(s.Key, s.Value).Concat(Settings(s.Key, s.Value)).Concat(Health(s.Key, s.Value))),
    ];

    private static IEnumerable<string> Image(string name, Dictionary<object, object> service) =>
        service.TryGetValue("image", out var image) && Pinned().IsMatch((string)image) ? [] : [$"{name} has the image {image}, which names no version"];

    /// <summary>Builds run at once, and two of one name get in each other's way; what is not built is taken from nowhere else.</summary>
    private static IEnumerable<string> Built(IGrouping<string, KeyValuePair<string, Dictionary<object, object>>> image) =>
        (image.Count(s => s.Value.ContainsKey("build")) == 1 ? (string[])[] : [$"{image.Key} is not built by exactly one service"])
            .Concat(image.Where(s => Text(s.Value, "pull_policy") != (s.Value.ContainsKey("build") ? "build" : "never")).Select(s => $"{s.Key} may take {image.Key} from a registry"));

    /// <summary>What listens, listens on this machine only.</summary>
    private static IEnumerable<string> Ports(string name, Dictionary<object, object> service) =>
        List(service, "ports").Where(p => !p.StartsWith("127.0.0.1:", StringComparison.Ordinal)).Select(p => $"{name} listens to everybody at {p}");

    private static IEnumerable<string> Rights(string name, Dictionary<object, object> service)
    {
        if (Text(service, "read_only") != "true")
        {
            yield return $"{name} may write to its root";
        }

        if (!List(service, "cap_drop").SequenceEqual(["ALL"]))
        {
            yield return $"{name} keeps capabilities";
        }

        if (!List(service, "security_opt").Contains("no-new-privileges:true"))
        {
            yield return $"{name} may gain privileges";
        }

        if (!List(service, "tmpfs").SequenceEqual(["/tmp"]))
        {
            yield return $"{name} has no /tmp";
        }
    }

    private static IEnumerable<string> Settings(string name, Dictionary<object, object> service) =>
        Map(service, "environment").Keys.Where(s => !s.StartsWith("Sandbox__", StringComparison.Ordinal) && !KnownSettings.Contains(s)).Select(s => $"{name} is told {s}, which no options class has");

    /// <summary>What serves asks itself whether it is ready; what runs once is tried again when it fails, and has no health.</summary>
    private static IEnumerable<string> Health(string name, Dictionary<object, object> service)
    {
        var once = List(service, "command") is ["migrate"];
        var sandbox = Map(Child(service, "build"), "args").TryGetValue("PROJECT", out var project) && project.StartsWith("tests/", StringComparison.Ordinal);
        var test = service.TryGetValue("healthcheck", out var check) ? List((Dictionary<object, object>)check, "test") : [];
        var disabled = Text(Child(service, "healthcheck"), "disable") == "true";
        if (once && (!disabled || !Text(service, "restart").StartsWith("on-failure", StringComparison.Ordinal)))
        {
            yield return $"{name} runs once, and is watched or started anew for ever";
        }

        if (!once && !sandbox && test is not ["CMD", "/app/service", "health", "ready"])
        {
            yield return $"{name} is not asked for its health by its own verb";
        }

        if (sandbox && !disabled)
        {
            yield return $"{name} is asked by a verb that it does not have";
        }
    }

    private static IEnumerable<string> DependsOn(Compose compose, string name, Dictionary<object, object> service)
    {
        foreach (var (other, value) in Child(service, "depends_on"))
        {
            var condition = Text((Dictionary<object, object>)value, "condition");
            if (!compose.Services.TryGetValue((string)other, out var needed))
            {
                yield return $"{name} waits for {other}, which does not exist";
            }
            else if (condition == "service_healthy" && List(Child(needed, "healthcheck"), "test") is [])
            {
                yield return $"{name} waits for the health of {other}, which is not asked for it";
            }
            else if (!List(needed, "profiles").All(List(service, "profiles").Contains))
            {
                yield return $"{name} waits for {other}, which is not in its profile";
            }
            else if ((condition == "service_completed_successfully") != List(needed, "command") is ["migrate"])
            {
                yield return $"{name} waits for {other} in the wrong way";
            }
        }
    }

    /// <summary>Folders and files that are mounted or built from exist; volumes are declared.</summary>
    private static IEnumerable<string> Files(Compose compose, string name, Dictionary<object, object> service) =>
        List(service, "volumes").Select(v => v.Split(':')[0])
            .Where(from => from.StartsWith('.') ? !Path.Exists(Path.Combine(Repository.Root, from)) : !compose.Volumes.Contains(from))
            .Concat(new[] { Text(Child(service, "build"), "dockerfile"), Map(Child(service, "build"), "args").GetValueOrDefault("PROJECT", "") }.Where(f => f.Length > 0 && !File.Exists(Path.Combine(Repository.Root, f))))
            .Select(missing => $"{name} needs {missing}, which does not exist");

    private static bool IsOurs(Dictionary<object, object> service) => Text(service, "image").StartsWith("integration/", StringComparison.Ordinal);

    private static Dictionary<object, object> Child(Dictionary<object, object> map, string name) => map.TryGetValue(name, out var child) ? (Dictionary<object, object>)child : [];

    private static Dictionary<string, string> Map(Dictionary<object, object> map, string name) => Child(map, name).ToDictionary(p => (string)p.Key, p => p.Value as string ?? "");

    private static List<string> List(Dictionary<object, object> map, string name) => map.TryGetValue(name, out var list) ? [.. ((List<object>)list).Cast<string>()] : [];

    private static string Text(Dictionary<object, object> map, string name) => map.TryGetValue(name, out var text) ? (string)text : "";

    [GeneratedRegex(@"^integration/[a-z-]+:local$|:v?\d+(\.\d+)*(-|\.\d|$)[A-Za-z0-9._-]*$")]
    private static partial Regex Pinned();
}
