using System.Globalization;

namespace Integration.CrashTest.Blows;

/// <summary>kill -9 of whoever waits for the answer to a call that the gateway has executed.</summary>
/// <param name="After">See <see cref="Blow"/>.</param>
/// <param name="Operation">The call, in the sandbox's words.</param>
/// <param name="Otherwise">Who is killed when no such call comes within <see cref="Patience"/>, or its caller is being repaired.</param>
internal sealed record KillInACall(TimeSpan After, string Operation, int Otherwise) : Blow(After)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    public override async Task<string> StrikeAsync(Cluster cluster)
    {
        var held = await cluster.Holds.NextAsync(Operation, Patience);
        if (held is not null && cluster.Members.FirstOrDefault(member => member.Links.Gateway.Carries(held.CallerPort)) is { } caller && caller.TryTake())
        {
            await caller.KillAsync();
            cluster.Repair(caller, caller.StartAsync);
            cluster.ExactKills++;
            return string.Create(CultureInfo.InvariantCulture, $"kill -9 of {caller.Name} in {Operation} {held.Key}, executed and not answered");
        }

        return $"{await new KillAtRandom(After, Otherwise).StrikeAsync(cluster)} ({(held is null ? $"no {Operation} came" : $"the caller of {Operation} was gone")})";
    }
}
