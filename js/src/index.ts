import { createWidget } from "./host/anywidget";

export default createWidget;
