using System.Text;
using BetterAuth.Measurements.Messages;

namespace BetterAuth.Measurements.Tests;

public class MessageScenarioTests
{
    public static TheoryData<string> Names => [.. MessageScenarios.All.Select(scenario => scenario.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_platforms_serializer_is_given_the_same_work(string name)
    {
        MessageScenario scenario = MessageScenarios.All.Single(scenario => scenario.Name == name);
        string text = Encoding.UTF8.GetString(scenario.Text.Span);

        scenario.Parse();
        Assert.NotNull(scenario.PlainParse());
        Assert.Equal(text, Encoding.UTF8.GetString(scenario.Write()));
        Assert.Equal(text, Encoding.UTF8.GetString(scenario.PlainWrite()));
    }
}
