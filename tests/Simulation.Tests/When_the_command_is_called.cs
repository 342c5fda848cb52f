using Integration.Simulation.Run;

namespace Integration.Simulation;

/// <summary>The command's arguments.</summary>
public sealed class When_the_command_is_called
{
    [Fact]
    public void Should_read_what_is_asked_for()
    {
        var plan = Plan.Read(["--seed", "-7", "--payments", "10", "--threads", "3", "--trace"], out _);

        plan.ShouldBe(new Plan(-7, 10, 3, Trace: true, Coverage: false));
    }

    [Theory]
    [InlineData("--seeds", "1")]
    [InlineData("--payments", "0")]
    [InlineData("--payments", "many")]
    [InlineData("--seed")]
    public void Should_say_what_is_not_understood(params string[] args)
    {
        Plan.Read(args, out var problem).ShouldBeNull();

        problem.ShouldContain("simulate [--seed N]");
    }
}
