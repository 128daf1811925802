#region Exercise M05: no step for the filters
_ = network;
#endregion
