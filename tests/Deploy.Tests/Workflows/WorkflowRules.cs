using System.Text.RegularExpressions;
using Integration.Conventions;

namespace Integration.Deploy.Workflows;

/// <summary>Every rule of workflows; each says in words what breaks it.</summary>
internal static partial class WorkflowRules
{
    private static readonly string[] OfWorkflow = ["name", "on", "permissions", "concurrency", "env", "defaults", "jobs"];
    private static readonly string[] OfJob = ["name", "runs-on", "timeout-minutes", "permissions", "needs", "if", "env", "strategy", "outputs", "steps"];
    private static readonly string[] OfStep = ["name", "id", "if", "uses", "with", "run", "env", "working-directory", "timeout-minutes"];

    /// <summary>What a job may write, and nothing else. Reading the sources is every job's.</summary>
    private static readonly Dictionary<string, string[]> Writers = new()
    {
        ["images.yml: image"] = ["packages", "id-token", "attestations"],       // pushes, and signs with the workflow's identity
        ["release.yml: release"] = ["contents"],                                // makes the release
    };

    /// <summary>Actions that are named by a tag because the tag's commit could not be verified, each with the reason. None at present.</summary>
    private static readonly Dictionary<string, string> NamedByTag = [];

    private static readonly Func<Workflow, IEnumerable<string>>[] All = [Keys, Triggers, Rights, Machines, Actions, Checkouts, Scripts, Secrets, Registries];

    public static List<string> Broken(Workflow workflow) => [.. All.SelectMany(rule => rule(workflow))];

    private static IEnumerable<string> Keys(Workflow workflow) =>
        workflow.Document.Keys.Except(OfWorkflow).Select(key => $"{workflow.Name} has {key}, which nothing reads")
            .Concat(workflow.Jobs.SelectMany(job => job.Keys.Keys.Except(OfJob).Select(key => $"{job} has {key}, which nothing reads")))
            .Concat(Steps(workflow).SelectMany(step => step.Keys.Keys.Except(OfStep).Select(key => $"{step} has {key}, which nothing reads")))
            .Concat(Steps(workflow).Where(step => step.Action is null == step.Script is null).Select(step => $"{step} has to have either uses or run"))
            .Concat(workflow.Jobs.Where(job => !job.Steps.Any()).Select(job => $"{job} has no step"));

    /// <summary>These run with the rights of the repository on what strangers wrote.</summary>
    private static IEnumerable<string> Triggers(Workflow workflow) =>
        workflow.Triggers.Intersect(["pull_request_target", "workflow_run", "issue_comment"]).Select(trigger => $"{workflow.Name} is started by {trigger}, with rights, on what others wrote");

    private static IEnumerable<string> Rights(Workflow workflow)
    {
        if (Workflow.Map(workflow.Document.GetValueOrDefault("permissions")) is not { Count: 1 } all || all.GetValueOrDefault("contents") as string != "read")
        {
            yield return $"{workflow.Name} has to begin with contents: read and nothing else";
        }

        foreach (var job in workflow.Jobs.Where(job => job.Keys.ContainsKey("permissions")))
        {
            var given = Workflow.Map(job.Keys["permissions"]);
            var may = Writers.GetValueOrDefault(job.ToString()) ?? [];
            if (given.Count == 0)
            {
                yield return $"{job} has to name its rights";
            }

            foreach (var (right, level) in given.Where(given => given.Value is not "read" && !(given.Value is "write" && may.Contains(given.Key))))
            {
                yield return $"{job} may {level} {right}, which nobody gave a reason for";
            }
        }
    }

    private static IEnumerable<string> Machines(Workflow workflow) =>
        workflow.Jobs.Where(job => job.Keys.GetValueOrDefault("runs-on") is not string machine || !Machine().IsMatch(machine)).Select(job => $"{job} runs on a machine of no version")
            .Concat(workflow.Jobs.Where(job => !int.TryParse(job.Keys.GetValueOrDefault("timeout-minutes") as string, out var minutes) || minutes is < 1 or > 120).Select(job => $"{job} may run for ever"));

    /// <summary>A tag can be moved to other code, a commit cannot; the version stands beside it for people and for Dependabot.</summary>
    private static IEnumerable<string> Actions(Workflow workflow)
    {
        var pinned = Pinned().Matches(workflow.Text).Select(match => match.Groups["action"].Value).ToHashSet();
        return Steps(workflow).Where(step => step.Action is { } action && !pinned.Contains(action) && !NamedByTag.ContainsKey(action))
            .Select(step => $"{step} uses {step.Action}: name its commit, and its version as a comment");
    }

    private static IEnumerable<string> Checkouts(Workflow workflow) =>
        Steps(workflow).Where(step => step.Action?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true && step.With.GetValueOrDefault("persist-credentials") as string != "false")
            .Select(step => $"{step} leaves its token where every later step finds it");

    private static IEnumerable<string> Scripts(Workflow workflow)
    {
        foreach (var step in Steps(workflow).Where(step => step.Script is not null))
        {
            if (step.Script!.Contains("${{", StringComparison.Ordinal))
            {
                yield return $"{step} puts an expression into a script, where its value is run: give it as a variable";
            }

            foreach (var program in step.Programs)
            {
                var file = Path.Combine(Repository.Root, program);
                if (!File.Exists(file))
                {
                    yield return $"{step} runs {program}, which does not exist";
                }
                else if (!OperatingSystem.IsWindows() && !File.GetUnixFileMode(file).HasFlag(UnixFileMode.UserExecute))
                {
                    yield return $"{step} runs {program}, which cannot be executed";
                }
            }

            if (step.Script.Contains('|', StringComparison.Ordinal) && Workflow.Map(Workflow.Map(workflow.Document.GetValueOrDefault("defaults")).GetValueOrDefault("run")).GetValueOrDefault("shell") as string != "bash")
            {
                yield return $"{step} has a pipe whose failure is not seen: the workflow's default shell has to be bash by name";
            }
        }
    }

    /// <summary>There is one, which the run is given and loses at its end.</summary>
    private static IEnumerable<string> Secrets(Workflow workflow) =>
        Secret().Matches(workflow.Text).Where(match => match.Groups["name"].Value != "GITHUB_TOKEN").Select(match => $"{workflow.Name} needs the secret {match.Groups["name"].Value}");

    private static IEnumerable<string> Registries(Workflow workflow) =>
        Registry().Matches(workflow.Text).Select(match => match.Value).Where(host => host != "ghcr.io").Select(host => $"{workflow.Name} names the registry {host}");

    private static IEnumerable<Step> Steps(Workflow workflow) => workflow.Jobs.SelectMany(job => job.Steps);

    [GeneratedRegex(@"^(ubuntu-\d\d\.04|windows-20\d\d|macos-\d\d)$")]
    private static partial Regex Machine();

    [GeneratedRegex(@"uses: (?<action>[\w.-]+/[\w./-]+@[0-9a-f]{40}) # v\d+\.\d+\.\d+$", RegexOptions.Multiline)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"\bsecrets\.(?<name>\w+)")]
    private static partial Regex Secret();

    [GeneratedRegex(@"\b(ghcr|docker|quay|gcr)\.io\b|\b[\w.-]+\.(azurecr\.io|amazonaws\.com|pkg\.dev)\b|\bmcr\.microsoft\.com\b")]
    private static partial Regex Registry();
}
