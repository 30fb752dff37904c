namespace BetterAuth.Wire;

/// <summary>The ten operations' paths of a deployment, the same on client and server. What ships: <see cref="AuthenticationPaths"/>.</summary>
public interface IAuthenticationPaths
{
    /// <summary>The path of <paramref name="operation"/>, starting with a slash.</summary>
    string PathOf(Operation operation);
}
