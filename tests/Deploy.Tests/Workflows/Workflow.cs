using System.Text.RegularExpressions;
using Integration.Conventions;
using YamlDotNet.Serialization;

namespace Integration.Deploy.Workflows;

/// <summary>A workflow of the public CI, read strictly: a key that comes twice is refused, and one that nothing reads is a broken rule.</summary>
internal sealed class Workflow
{
    private Workflow(string name, string text, Dictionary<string, object> document) => (Name, Text, Document) = (name, text, document);

    public static string Folder { get; } = Path.Combine(Repository.Root, ".github", "workflows");

    public string Name { get; }

    public string Text { get; }

    public Dictionary<string, object> Document { get; }

    public IEnumerable<Job> Jobs => Map(Document["jobs"]).Select(job => new Job(this, job.Key, Map(job.Value)));

    public IEnumerable<string> Triggers => Document["on"] switch
    {
        string one => [one],
        IEnumerable<object> several => several.Cast<string>(),
        var with => Map(with).Keys,
    };

    public static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    public static Workflow Read(string name, Func<string, string>? change = null)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));
        text = change?.Invoke(text) ?? text;
        return new(name, text, new DeserializerBuilder().WithDuplicateKeyChecking().Build().Deserialize<Dictionary<string, object>>(text));
    }

    public static Dictionary<string, object> Map(object? value) => value is Dictionary<object, object> map ? map.ToDictionary(entry => (string)entry.Key, entry => entry.Value) : [];
}

/// <summary>A job of a workflow.</summary>
internal sealed record Job(Workflow Workflow, string Name, Dictionary<string, object> Keys)
{
    public IEnumerable<Step> Steps => (Keys.GetValueOrDefault("steps") as List<object> ?? []).Select((step, i) => new Step(this, i + 1, Workflow.Map(step)));

    public override string ToString() => $"{Workflow.Name}: {Name}";
}

/// <summary>A step of a job, counted from 1.</summary>
internal sealed partial record Step(Job Job, int Number, Dictionary<string, object> Keys)
{
    public string? Action => Keys.GetValueOrDefault("uses") as string;

    public string? Script => Keys.GetValueOrDefault("run") as string;

    public Dictionary<string, object> With => Workflow.Map(Keys.GetValueOrDefault("with"));

    /// <summary>Files of the repository that the script runs: whatever begins with one of its folders, also where the repository was checked out beside another commit of it.</summary>
    public IEnumerable<string> Programs => Commands().Matches(Script ?? "").Select(match => match.Groups["path"].Value);

    public override string ToString() => $"{Job}, step {Number}";

    [GeneratedRegex("""(?<=^|[\s;|&(])(?:\./)?(?:base/|change/)?(?<path>(?:\.ci|deploy|tests|services|docs)/[^\s;|&)"']+)""")]
    private static partial Regex Commands();
}
